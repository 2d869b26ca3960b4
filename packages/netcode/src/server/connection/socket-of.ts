import type { Client } from "@colyseus/core";

import { PolledSocket } from "../polling/polled-socket.ts";
import type { Socket } from "./socket.ts";
import { StreamSocket, type WebSocketLike } from "./stream-socket.ts";

/** What stands in front of each WebSocket, so that the same socket is found again. */
const known = new WeakMap<object, StreamSocket>();

/** Returns the client's current socket. After a reconnection the client has another socket. */
export function socketOf({ ref }: Pick<Client, "ref">): Socket {
  if (ref instanceof PolledSocket) return ref;
  let socket = known.get(ref);
  // The transport types it as an EventEmitter.
  if (!socket) known.set(ref, (socket = new StreamSocket(ref as unknown as WebSocketLike)));
  return socket;
}
