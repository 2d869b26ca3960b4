import { createRouter } from "@colyseus/core";

import { faultOf, logPeer } from "../peer-log.ts";

/**
 * Creates the framework's own routes, with an answer for requests that they cannot parse. By default these write a
 * stack to the console; a form instead of JSON is enough.
 */
export const quietRoutes = () => createRouter({}, { onError: answerUnreadable });

function answerUnreadable(error: unknown): Response | void {
  // An error that was thrown on purpose is the answer.
  if (error instanceof Error && error.name === "APIError") return;
  logPeer("request", "info", faultOf(error), "unreadable request");
  return Response.json({ code: 400, error: "the server could not read that request" }, { status: 400 });
}
