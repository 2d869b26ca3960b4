import type { Room } from "@colyseus/sdk";

type Connection = Room["connection"];
/** What the SDK expects of a transport. */
export type SdkTransport = Connection["transport"];
/** The handlers that the SDK gives a transport. */
export type SdkEvents = Connection["events"];
export type SdkTransportClass = new (events: SdkEvents) => SdkTransport;

/** A message as the SDK reads it. */
export interface TransportMessage {
  readonly data: ArrayBuffer;
}

/** Why a connection is closed, as a WebSocket tells it. */
export interface TransportEnd {
  readonly code: number;
  readonly reason: string;
}

/** RFC 6455, 7.4.1: the connection ended without a close frame. */
export const ABNORMAL = 1006;

/** A transport that can be ended without a goodbye. */
export interface Abandonable {
  abandon(): void;
}
