import { createRouter } from "@colyseus/core";

import { faultOf, logPeer } from "../peer-log.ts";

/**
 * The framework's own routes, with an answer for requests that they can't read. As shipped these write a stack to the console:
 * a form where JSON should be is enough.
 */
export const quietRoutes = () => createRouter({}, { onError: answerUnreadable });

function answerUnreadable(error: unknown): Response | void {
  // Thrown on purpose, it is the answer.
  if (error instanceof Error && error.name === "APIError") return;
  logPeer("request", "info", faultOf(error), "unreadable request");
  return Response.json({ code: 400, error: "the server could not read that request" }, { status: 400 });
}
