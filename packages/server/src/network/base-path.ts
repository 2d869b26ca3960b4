import { takeListeners, type UpgradeListener } from "@fray/netcode/server";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** A path under which everything is served: empty, or like `/fray`. */
export const BASE_PATH = /^(?:\/[\w.~-]+)*$/;

/**
 * Serves everything that listens so far also under `base`, for a proxy that gives the game one path of a site and
 * does not remove that path from requests. Requests without the path still work.
 */
export function mountAt(server: Server, base: string): void {
  if (base === "") return;
  const requestListeners = takeListeners<RequestListener>(server, "request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (request.url === base) {
      response.writeHead(308, { Location: `${base}/` }).end();
      return;
    }
    request.url = within(base, request.url);
    for (const listener of requestListeners) listener.call(server, request, response);
  });
  const upgradeListeners = takeListeners<UpgradeListener>(server, "upgrade");
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    request.url = within(base, request.url);
    for (const listener of upgradeListeners) listener.call(server, request, socket, head);
  });
}

const within = (base: string, url = "/"): string => (url.startsWith(`${base}/`) ? url.slice(base.length) : url);
