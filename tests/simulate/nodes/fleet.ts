import type { Dialled } from "@fray/netcode/testing";
import type { ArenaRoom } from "@fray/server/internal/rooms/arena-room";

import type { ServerSight } from "../seen/server-sight.ts";

/** The servers of a life: one, or two nodes of one game. */
export interface Fleet {
  readonly sight: ServerSight;
  start(): Promise<void>;
  /** Opens the way of an actor to the game. */
  dial(name: string, roundTripMs: number): Dialled;
  /** Number of servers that run at present. */
  readonly running: number;
  /** The rooms that are open at present. */
  rooms(): Iterable<ArenaRoom>;
  /** Connections that are open at present and on which somebody has said something. */
  connections(): number;
  close(): Promise<void>;
}
