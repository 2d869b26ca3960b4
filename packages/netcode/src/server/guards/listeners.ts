import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";

export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Removes the listeners of an event from a server and returns them, so that a guard can stand in front of them. */
export function takeListeners<Listener>(server: Server, event: "request" | "upgrade"): Listener[] {
  const listeners = server.listeners(event) as Listener[];
  server.removeAllListeners(event);
  return listeners;
}
