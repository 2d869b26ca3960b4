/**
 * What becomes of a person in a room: came in; left on purpose; the line broke, and the place is held; came back to it; did
 * not come back in time; was sent away by the owner or by the host, for good, for doing nothing, or for breaking the protocol.
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

/** Everybody in a room of up to 64, but nobody about themselves, is told it of people, not of bots. */
export interface PresenceEvent {
  readonly id: number;
  /** They may be gone from the roster already. */
  readonly name: string;
  readonly what: Presence;
}
