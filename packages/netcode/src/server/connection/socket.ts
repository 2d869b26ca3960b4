import type { Client, ClientPrivate } from "@colyseus/core";

import type { ByteWriter } from "../../core/bytes/byte-writer.ts";

/** What carries a connection. */
export type TransportName = "websocket" | "http";

/** A peer's socket: a WebSocket, or numbered HTTP requests. A room does not know which one it talks to. */
export interface Socket {
  readonly transport: TransportName;
  /** Bytes that were sent to the peer, those that still wait in this process included. */
  readonly bytesWritten: number;
  /** Bytes that this process keeps for the peer. */
  readonly waitingBytes: number;
  /** What is sent from here to `uncork` leaves in one piece. */
  cork(): void;
  uncork(): void;
  /** Sends the message in `writer`, if that can be done in a faster way than usual. Returns false when it can't. */
  sendAtOnce(writer: ByteWriter): boolean;
  ping(data: Uint8Array): void;
  on(event: "pong", listener: (data: Buffer) => void): unknown;
  once(event: "close", listener: () => void): unknown;
  /** Neither what has arrived nor what arrives later becomes a message. */
  stopReading(): void;
  /** Ends the connection at once, without waiting for a close frame. */
  terminate(): void;
  /** Ends the connection like `terminate`, and drops what is on its way to the peer. */
  cutOff(): void;
}

/** Whether a client has confirmed its join. Until then the framework queues what is sent to it. */
export const hasEntered = (client: Client): boolean =>
  (client as Client & ClientPrivate)._enqueuedMessages === undefined;

/** Makes the framework treat a client as one that has confirmed its join. */
export function confirmEntry(client: Client): void {
  delete (client as Client & Partial<ClientPrivate>)._enqueuedMessages;
}
