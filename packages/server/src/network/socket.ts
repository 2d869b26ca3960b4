import type { Client } from "@colyseus/core";

/** The part of the `ws` socket behind a client that is used here. */
export interface Socket {
  /** Bytes handed to it that the peer's line has not taken yet. */
  readonly bufferedAmount: number;
  ping(data: Uint8Array): void;
  on(event: "pong", listener: (data: Buffer) => void): unknown;
  once(event: "close", listener: () => void): unknown;
  /** Ends the connection at once, without the goodbye that a dead line would never answer. */
  terminate(): void;
}

/** The client's present line; another after a reconnection. */
export function socketOf(client: Client): Socket {
  // The transport's own type is an EventEmitter; over WebSockets it is always a `ws` socket.
  return client.ref as unknown as Socket;
}
