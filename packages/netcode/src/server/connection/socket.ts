import type { Client, ClientPrivate } from "@colyseus/core";
import type { Socket as TcpSocket } from "node:net";

/** The part of the `ws` socket behind a client that is used here. */
export interface Socket {
  /** Those it has agreed on; "" for none. */
  readonly extensions: string;
  readonly readyState: number;
  ping(data: Uint8Array): void;
  on(event: "pong", listener: (data: Buffer) => void): unknown;
  once(event: "close", listener: () => void): unknown;
  removeAllListeners(event: "message"): unknown;
  /** Reads no more from the stream. What it has read already still makes messages. */
  pause(): void;
  /** Ends the connection at once, without the goodbye that a dead line would never answer. */
  terminate(): void;
}

/** The client's present line; another after a reconnection. */
export function socketOf(client: Client): Socket {
  // The transport's own type is an EventEmitter; over WebSockets it is always a `ws` socket.
  return client.ref as unknown as Socket;
}

/** The stream under a client's WebSocket, with or without TLS; undefined once that is closed. */
export function streamOf(client: Client): TcpSocket | undefined {
  // `ws` keeps it to itself.
  return (client.ref as unknown as { readonly _socket?: TcpSocket | null })._socket ?? undefined;
}

/** Whether a client has confirmed that it is in its room: until then the framework keeps back what it is sent. */
export const hasEntered = (client: Client): boolean =>
  (client as Client & ClientPrivate)._enqueuedMessages === undefined;
