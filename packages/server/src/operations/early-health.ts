import { guardHttp } from "@fray/netcode/server";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";

import type { Config } from "../config/schema.ts";
import { mountAt } from "../network/base-path.ts";
import { createHttpServer } from "../network/tls.ts";
import { LIVE_PATH, READY_PATH, UNAVAILABLE } from "./health-paths.ts";
import type { NotReadyReason } from "./readiness.ts";

const SENTENCE = "Fray is starting. This page tries again by itself.\n";
/** A visitor's browser asks again after this time. */
const REFRESH_S = 3;

type Place = Pick<Config, "port" | "host" | "basePath" | "tlsCert" | "tlsKey">;

/**
 * Answers on the server's port while the start waits for a service, so that nothing restarts a process that is well:
 * it lives, and is not ready because of `reason`. Close it before the server itself listens. Throws Node's own error
 * when the port is not available. Without a fixed port nobody could ask.
 */
export async function answerEarly(
  place: Place,
  reason: NotReadyReason,
): Promise<{ readonly close: () => Promise<void> }> {
  if (place.port === 0) return { close: async () => {} };
  const http = createHttpServer(place);
  http.on("request", (request: IncomingMessage, response: ServerResponse) => answer(request, response, reason));
  mountAt(http, place.basePath);
  guardHttp(http);
  http.listen(place.port, place.host);
  await once(http, "listening");
  return {
    close: async () => {
      const closed = once(http, "close");
      http.close();
      http.closeAllConnections();
      await closed;
    },
  };
}

function answer({ url = "" }: IncomingMessage, response: ServerResponse, reason: NotReadyReason): void {
  // A connection that stays open would be to the server that is about to close.
  response.setHeader("Connection", "close");
  const path = url.split("?", 1)[0];
  if (path === LIVE_PATH) sendJson(response, 200, { ok: true });
  else if (path === READY_PATH) sendJson(response, UNAVAILABLE, { ok: false, reasons: [reason] });
  else response.writeHead(UNAVAILABLE, { "Content-Type": "text/plain", Refresh: REFRESH_S }).end(SENTENCE);
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
}
