import type { ArenaRoom } from "@fray/server/internal/rooms/arena-room";

import { momentOf, type Standing } from "../seen/room-watch.ts";
import type { Invariant } from "./invariant.ts";

/**
 * A room that a node hands over is at the other node what it was: the same members with the same numbers, teams and
 * scores, in the same tick of the same round. Only one of the two rooms goes on.
 */
export const roomsMoveWhole: Invariant = {
  name: "rooms-move-whole",
  watch({ rooms }, fail) {
    /** The room that each room continues, by id. */
    const before = new Map<string, string>();
    /** Rooms that go on elsewhere. */
    const left = new Map<string, string>();
    return {
      received: (room, from) => {
        before.set(room.roomId, from);
        const old = Array.from(rooms()).find(({ roomId }) => roomId === from);
        // Its node may have died meanwhile.
        if (!old) return;
        const wrong = differenceOf(old, room);
        if (wrong) fail(`room ${from} goes on as ${room.roomId} with ${wrong}`);
      },
      round: ({ room: { roomId } }) => {
        const successor = left.get(roomId);
        if (successor !== undefined) fail(`room ${roomId} ticks, and goes on as room ${successor} too`);
        const from = before.get(roomId);
        if (from === undefined) return;
        before.delete(roomId);
        left.set(from, roomId);
      },
    };
  },
};

function differenceOf(old: ArenaRoom, next: ArenaRoom): string | undefined {
  const [was, is] = [momentOf(old), momentOf(next)];
  const [roundWas, roundIs] = [roundOf(old), roundOf(next)];
  if (roundWas !== roundIs) return `the round ${roundIs} instead of ${roundWas}`;
  if (was.standings.size !== is.standings.size) return `${is.standings.size} members instead of ${was.standings.size}`;
  for (const member of was.standings.values()) {
    const again = is.standings.get(member.id);
    if (!again || textOf(again) !== textOf(member))
      return `the member ${again ? textOf(again) : "gone"} instead of ${textOf(member)}`;
  }
  return undefined;
}

function roundOf({ state }: ArenaRoom): string {
  const { match, map, room } = state;
  const { mode, phase, round, endTick, scores, winner } = match;
  return JSON.stringify([map, mode, phase, round, endTick, [...scores], winner, room.owner, room.locked, room.bots]);
}

const textOf = ({ id, playerId, team, spectator, killedAway, score, kills, deaths }: Standing): string =>
  JSON.stringify([id, playerId, team, spectator, killedAway, score, kills, deaths]);
