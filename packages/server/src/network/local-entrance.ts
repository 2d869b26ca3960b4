import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

import type { Config } from "../config/schema.ts";
import { portOf } from "./port-of.ts";
import { hasTls } from "./tls.ts";

/** How programs of this machine get to the server. */
export interface LocalEntrance {
  /** `ws://host:port` */
  readonly url: string;
  close(): void;
}

/**
 * The port itself, or with TLS a second one that only this machine can reach: the host's own bots would have to trust a
 * certificate, which is made out to a name that may not even lead here. What comes in by it goes through the same door.
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

/** An address that means "all of them" can be listened on but not dialled. */
const reachableHost = (host: string): string => {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
};
