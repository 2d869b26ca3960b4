import type { JoinRefusal } from "@fray/shared-state/protocol/join-refusals";

/** Reasons for which a request was refused before it reached a room. */
export type RefusalReason =
  | "origin"
  | "joins"
  | "connections"
  | "openConnections"
  | "descriptors"
  | "serverFull"
  | "busy"
  | JoinRefusal;

/** Number of refusals in this process, by reason. */
export const refusalCounts: Record<RefusalReason, number> = {
  origin: 0,
  joins: 0,
  connections: 0,
  openConnections: 0,
  descriptors: 0,
  serverFull: 0,
  busy: 0,
  passwordNeeded: 0,
  wrongPassword: 0,
  tooManyGuesses: 0,
  banned: 0,
  locked: 0,
  full: 0,
  fullOfSpectators: 0,
  tooManyRooms: 0,
  notOffered: 0,
  unreadable: 0,
  fighting: 0,
  kicked: 0,
  tooManyPlaces: 0,
};
