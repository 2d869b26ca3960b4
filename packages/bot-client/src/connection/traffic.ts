import type { Room } from "@colyseus/sdk";

import { increment } from "../sums.ts";
import { errorMessageOf } from "./error-message.ts";

/** The counters of a connection. */
export const COUNTS = ["inputs", "patches", "bytes"] as const;
export type Count = (typeof COUNTS)[number];

/** Counts the traffic of a connection since it was opened, over all its reconnections. Bytes are received bytes. */
export interface Traffic extends Record<Count, number> {
  /** Messages that could not be read, or only in part, by error message. */
  readonly decodeErrors: Map<string, number>;
}

/** Payloads of at least these lengths, in bytes, take a longer WebSocket header (RFC 6455, 5.2). */
const MEDIUM_PAYLOAD = 126;
const LONG_PAYLOAD = 65_536;

/** Counts all messages that arrive from now on. The SDK's own handlers stay unchanged. */
export function countTraffic<State>(room: Room<unknown, State>): Traffic {
  const traffic: Traffic = { inputs: 0, patches: 0, bytes: 0, decodeErrors: new Map() };
  const { events } = room.connection;
  const receive = events.onmessage;
  const onmessage = (message: { readonly data: unknown }): void => {
    if (message.data instanceof ArrayBuffer) traffic.bytes += frameBytes(message.data.byteLength);
    const errorMessage = errorMessageOf(() => receive?.(message));
    if (errorMessage !== undefined) increment(traffic.decodeErrors, errorMessage);
  };
  Object.assign(events, { onmessage });
  room.onStateChange(() => {
    traffic.patches++;
  });
  return traffic;
}

/** Returns the length of a server's WebSocket frame: its bytes are not masked. */
const frameBytes = (payload: number): number =>
  payload + (payload < MEDIUM_PAYLOAD ? 2 : payload < LONG_PAYLOAD ? 4 : 10);
