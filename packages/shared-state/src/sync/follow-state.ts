import { followRecords } from "@fray/netcode/core";

import type { ArenaState } from "../schema/arena-state.ts";
import { ArenaDecoder } from "./arena-decoder.ts";
import { RECORDS_ID } from "./arena-records.ts";

/** The part of an SDK's room that is used here. */
interface JoinedRoom {
  readonly serializerId: string;
  serializer: { getState(): ArenaState };
}

/**
 * Makes a room that was joined just now, with `ArenaState`, understand the way in which it is sent its state, and returns it. Call
 * it before its first state arrives, in the same turn.
 */
export const followState = <Room extends JoinedRoom>(room: Room): Room =>
  followRecords<ArenaState, Room>(room, RECORDS_ID, () => new ArenaDecoder());
