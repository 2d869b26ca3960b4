import type { ArenaState } from "../schema/arena-state.ts";
import { ArenaDecoder } from "./arena-decoder.ts";
import { RECORDS_ID } from "./arena-records.ts";

/** The part of an SDK's room that is used here. */
interface JoinedRoom {
  /** What the server sends its state by. */
  readonly serializerId: string;
  serializer: { getState(): ArenaState };
}

/**
 * Makes a room that was joined just now, with `ArenaState`, understand the way it is sent its state, and returns it. To be
 * called before its first state arrives, in the same turn: the SDK picks a decoder by the server's word only where it is
 * joined without a type, and what it then makes up by reflection lacks our defaults.
 */
export function followState<Room extends JoinedRoom>(room: Room): Room {
  if (room.serializerId === RECORDS_ID) room.serializer = new ArenaDecoder();
  return room;
}
