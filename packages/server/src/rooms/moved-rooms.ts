import { matchMaker } from "@colyseus/core";
import { RECONNECTION_WINDOW_S } from "@fray/shared-state/protocol/rooms";

const PREFIX = "fray:moved:";
/** Clients that have lost their connection ask for as long as a seat is held. */
const KEEP_S = 2 * RECONNECTION_WINDOW_S;

/** Remembers which room replaces another, for clients of all nodes that were not connected when it was announced. */
export const rememberMove = async (roomId: string, movedTo: string): Promise<void> => {
  await matchMaker.presence.setex(PREFIX + roomId, movedTo, KEEP_S);
};

/** Returns the id of the room that has replaced another. */
export const replacementOf = async (roomId: string): Promise<string | undefined> =>
  (await matchMaker.presence.get(PREFIX + roomId)) || undefined;
