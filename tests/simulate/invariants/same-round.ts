import type { ArenaState } from "@fray/shared-state/schema/arena-state";

import type { Invariant } from "./invariant.ts";
import { tickOf } from "./same-state.ts";

const LOOK_EVERY = 3;
/** Patches may arrive late by as much. */
const KEPT_TICKS = 900;

/** What a fighter knows of the round is what it was in the tick of its newest patch: scores, flags, hill and pickups. */
export const sameRound: Invariant = {
  name: "same-round",
  watch(_scene, fail) {
    const kept = new Map<string, Map<number, readonly number[]>>();
    return {
      tick: ({ roomId, tick }, { room }) => {
        let ofRoom = kept.get(roomId);
        if (!ofRoom) kept.set(roomId, (ofRoom = new Map()));
        ofRoom.set(tick, numbersOf(room.state));
        ofRoom.delete(tick - KEPT_TICKS);
      },
      patch: (client) => {
        const { room, host, patches } = client;
        // Who watches may see the past, in which it had a body itself.
        if (patches % LOOK_EVERY > 0 || room.state.roster.get(room.sessionId)?.spectator !== false) return;
        const tick = tickOf(client);
        const truth = kept.get(room.roomId)?.get(tick);
        if (!truth) return;
        const held = numbersOf(room.state);
        const wrong = truth.findIndex((value, index) => value !== held[index]);
        if (wrong < 0 && truth.length === held.length) return;
        fail(
          `${host} holds ${held[wrong]} as number ${wrong} of the round, and it was ${truth[wrong]} in tick ${tick}`,
        );
      },
    };
  },
};

function numbersOf({ match, pickups, overload }: ArenaState): number[] {
  const { mode, phase, round, endTick, scoreLimit, winner, nextMode, hill } = match;
  const numbers = [overload, mode, phase, round, endTick, scoreLimit, winner, nextMode];
  numbers.push(...match.scores, ...match.podium);
  numbers.push(hill.x, hill.y, hill.radius, hill.team, Number(hill.contested), hill.moveTick);
  for (const { team, x, y, carrier, home } of match.flags) numbers.push(team, x, y, carrier, Number(home));
  for (const { x, y, kind, available } of pickups) numbers.push(x, y, kind, Number(available));
  return numbers;
}
