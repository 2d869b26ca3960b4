import { matchMaker } from "@colyseus/core";
import { RoomStatus } from "@fray/shared-state/protocol/room-status";
import { RECONNECTION_WINDOW_S } from "@fray/shared-state/protocol/rooms";
import { z } from "zod";

const PREFIX = "fray:moved:";
/** Clients that have lost their connection ask for as long as a seat is held. */
const KEEP_S = 2 * RECONNECTION_WINDOW_S;

const Move = z.object({ roomId: z.string(), node: RoomStatus.shape.node });
/** The room that replaces another, and the node that holds the sessions of the other room there, if one does. */
export type Move = z.infer<typeof Move>;

/** Remembers which room replaces another, for clients of all nodes that were not connected when it was announced. */
export const rememberMove = async (roomId: string, move: Move): Promise<void> => {
  await matchMaker.presence.setex(PREFIX + roomId, JSON.stringify(move), KEEP_S);
};

/** Returns the room that has replaced another. */
export const replacementOf = async (roomId: string): Promise<Move | undefined> => {
  const text: string | null | undefined = await matchMaker.presence.get(PREFIX + roomId);
  return text ? Move.parse(JSON.parse(text)) : undefined;
};
