import { createRouter } from "@colyseus/core";

import { faultOf, type PeerLog } from "../peer-log.ts";

/**
 * Creates the framework's own routes, with an answer for requests that they cannot parse. By default these write a
 * stack to the console; a form instead of JSON is enough.
 */
export const quietRoutes = (log: PeerLog) =>
  createRouter({}, { onError: (error: unknown) => answerUnreadable(error, log) });

function answerUnreadable(error: unknown, log: PeerLog): Response | void {
  // An error that was thrown on purpose is the answer.
  if (error instanceof Error && error.name === "APIError") return;
  log.write("request", "info", faultOf(error), "unreadable request");
  return Response.json({ code: 400, error: "the server could not read that request" }, { status: 400 });
}
