/**
 * Changes of a person's presence in a room: joined; left on purpose; lost the connection, and the place is held;
 * reconnected; did not reconnect in time; removed by the owner or the host; removed permanently; removed for
 * inactivity; removed for breaking the protocol.
 */
export const PRESENCE = [
  "joined",
  "left",
  "dropped",
  "returned",
  "timedOut",
  "kicked",
  "banned",
  "idle",
  "refused",
] as const;
export type Presence = (typeof PRESENCE)[number];

/** Sent to everyone else in a room of up to 64 places, about people and not about bots. */
export interface PresenceEvent {
  readonly id: number;
  /** The person may have left the roster already. */
  readonly name: string;
  readonly what: Presence;
}
