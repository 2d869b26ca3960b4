import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";

export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Takes over what listens to an event of a server so far, to stand in front of it. */
export function takeListeners<Listener>(server: Server, event: "request" | "upgrade"): Listener[] {
  const listeners = server.listeners(event) as Listener[];
  server.removeAllListeners(event);
  return listeners;
}
