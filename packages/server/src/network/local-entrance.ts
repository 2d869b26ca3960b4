import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

import type { Config } from "../config/schema.ts";
import { portOf } from "./port-of.ts";
import { hasTls } from "./tls.ts";

/** The address at which programs of this machine reach the server. */
export interface LocalEntrance {
  /** `ws://host:port` */
  readonly url: string;
  close(): void;
}

/**
 * Returns the address of the server's own port. With TLS it opens a second port that only this machine can reach,
 * because otherwise the host's own bots would have to trust a certificate for a name that may not even resolve to
 * this machine. Requests to the second port pass the same checks.
 */
export async function openLocalEntrance(server: Server, config: Config): Promise<LocalEntrance> {
  if (!hasTls(config)) return { url: `ws://${reachableHost(config.host)}:${portOf(server)}`, close() {} };
  const entrance = createServer();
  entrance.on("request", (request: IncomingMessage, response: ServerResponse) => {
    server.emit("request", request, response);
  });
  entrance.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    server.emit("upgrade", request, socket, head);
  });
  entrance.listen(0, "127.0.0.1");
  await once(entrance, "listening");
  return { url: `ws://127.0.0.1:${portOf(entrance)}`, close: () => void entrance.close() };
}

/** A server can listen on an address that means "all addresses", but a client cannot connect to it. */
const reachableHost = (host: string): string => {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
};
