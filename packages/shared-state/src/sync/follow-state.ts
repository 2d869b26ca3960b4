import { followRecords } from "@fray/netcode/core";

import type { ArenaState } from "../schema/arena-state.ts";
import { ArenaDecoder } from "./arena-decoder.ts";
import { RECORDS_ID } from "./arena-records.ts";

/** The join options of a client that calls `followState`. A client that leaves them out is sent patches of a schema. */
export const READS_RECORDS = { records: RECORDS_ID } as const;

/** The part of an SDK's room that is used here. */
interface JoinedRoom {
  readonly serializerId: string;
  serializer: { getState(): ArenaState };
}

/**
 * Prepares a newly joined room with `ArenaState` to decode either way of sending the state, and returns it. Call it
 * before the first state arrives, in the same turn as the join.
 */
export const followState = <Room extends JoinedRoom>(room: Room): Room =>
  followRecords<ArenaState, Room>(room, RECORDS_ID, () => new ArenaDecoder());
