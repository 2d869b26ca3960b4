import { createIsFromProxy, takeListeners } from "@fray/netcode/server";
import type { IncomingMessage, Server } from "node:http";

type Listener = (request: IncomingMessage, ...rest: unknown[]) => void;

/** A host name or an address, with a port if it has one. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/**
 * Lets a trusted proxy tell the host that the browser asked for, in `X-Forwarded-Host`: from here on it is the `Host`
 * of the request. Many proxies replace `Host` by the name of the server behind them. Call it after all listeners are
 * registered.
 */
export function readForwardedHost(server: Server, trustedProxies: readonly string[]): void {
  if (trustedProxies.length === 0) return;
  const isFromProxy = createIsFromProxy(trustedProxies);
  for (const event of ["request", "upgrade"] as const) {
    const listeners = takeListeners<Listener>(server, event);
    server.on(event, (request: IncomingMessage, ...rest: unknown[]) => {
      const [first = ""] = String(request.headers["x-forwarded-host"] ?? "").split(",", 1);
      if (HOST.test(first.trim()) && isFromProxy(request)) request.headers.host = first.trim();
      for (const listener of listeners) listener.call(server, request, ...rest);
    });
  }
}
