import type { Client, ClientPrivate } from "@colyseus/core";
import type { Socket as TcpSocket } from "node:net";

/** The part of the `ws` socket of a client that is used here. */
export interface Socket {
  /** Negotiated extensions; "" for none. */
  readonly extensions: string;
  readonly readyState: number;
  ping(data: Uint8Array): void;
  on(event: "pong", listener: (data: Buffer) => void): unknown;
  once(event: "close", listener: () => void): unknown;
  removeAllListeners(event: "message"): unknown;
  /** Stops reading the stream. Bytes that were read already still become messages. */
  pause(): void;
  /** Ends the connection at once, without waiting for a close frame. */
  terminate(): void;
}

/** Returns the client's current socket. After a reconnection the client has another socket. */
export function socketOf(client: Client): Socket {
  // The transport types it as an EventEmitter. Over WebSockets it is always a `ws` socket.
  return client.ref as unknown as Socket;
}

/** Returns the stream under a client's WebSocket, with or without TLS; undefined once that is closed. */
export function streamOf(client: Client): TcpSocket | undefined {
  // The type of `ws` lacks its private field `_socket`.
  return (client.ref as unknown as { readonly _socket?: TcpSocket | null })._socket ?? undefined;
}

/** Whether a client has confirmed its join. Until then the framework queues what is sent to it. */
export const hasEntered = (client: Client): boolean =>
  (client as Client & ClientPrivate)._enqueuedMessages === undefined;

/** Makes the framework treat a client as one that has confirmed its join. */
export function confirmEntry(client: Client): void {
  delete (client as Client & Partial<ClientPrivate>)._enqueuedMessages;
}
