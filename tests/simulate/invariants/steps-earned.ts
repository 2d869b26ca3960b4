import { MAX_CREDIT_STEPS } from "@fray/netcode/server";

import type { Invariant } from "./invariant.ts";

const WINDOW_TICKS = 90;
/** Ticks that never ran are credited. In virtual time each tick runs when it is due. */
const MOST_STEPS = WINDOW_TICKS + MAX_CREDIT_STEPS;

/** In three seconds no stream of inputs gets more steps than the ticks in it and the small credit. */
export const stepsEarned: Invariant = {
  name: "steps-earned",
  watch({ server }, fail) {
    const before = new WeakMap<object, { tick: number; applied: number }>();
    return {
      tick: ({ tick, roomId }, { room }) => {
        for (const session of server.sessions) {
          const { bank, roster } = session;
          if (room.state.roster.get(session.sessionId) !== roster) continue;
          const applied = server.appliedOf(bank);
          const since = before.get(bank);
          if (since && tick - since.tick < WINDOW_TICKS) continue;
          if (since && applied - since.applied > MOST_STEPS)
            fail(`${roster.name} of room ${roomId} got ${applied - since.applied} steps in ${tick - since.tick} ticks`);
          before.set(bank, { tick, applied });
        }
      },
    };
  },
};
