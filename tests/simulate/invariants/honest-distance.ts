import { DASH_COOLDOWN_S, DASH_DURATION_S, DASH_SPEED_U_PER_S, RUN_SPEED_U_PER_S } from "@fray/shared-state/rules";

import type { BodySnapshot } from "../seen/snapshot.ts";
import type { Invariant } from "./invariant.ts";

const WINDOW_TICKS = 300;
const TICK_RATE = 30;
const SHARE = 1.02;
/** Each dash that fits into the window moves a body further than running does. */
const DASHES = 1 + Math.floor(WINDOW_TICKS / TICK_RATE / DASH_COOLDOWN_S);
const HONEST_U =
  (WINDOW_TICKS / TICK_RATE) * RUN_SPEED_U_PER_S +
  DASHES * (DASH_DURATION_S + 1 / TICK_RATE) * (DASH_SPEED_U_PER_S - RUN_SPEED_U_PER_S);

interface Run {
  last: BodySnapshot;
  /** Distance of each tick of the window, in u. */
  readonly steps: number[];
  sum: number;
}

/** In ten seconds no body moves more than 1.02 times as far as running and dashing without a pause. */
export const honestDistance: Invariant = {
  name: "honest-distance",
  watch({ plan }, fail) {
    const runs = new Map<string, Run>();
    // Ticks that never ran are credited to the players, so a body may move on in the next ones.
    const isTimed = plan.faults.every(({ name }) => name !== "overload");
    return {
      tick: ({ bodies, tick, roomId }, { events }) => {
        if (!isTimed) return;
        // A blast throws bodies about, which is no movement of their players.
        const isThrown = events.some(({ type }) => type === "blast");
        for (const [sessionId, body] of bodies) {
          const key = `${roomId} ${sessionId}`;
          const run = runs.get(key);
          if (!run || isThrown || hasJumped(run.last, body)) {
            runs.set(key, { last: body, steps: [], sum: 0 });
            continue;
          }
          const step = Math.hypot(body.x - run.last.x, body.y - run.last.y);
          run.last = body;
          run.steps.push(step);
          run.sum += step;
          if (run.steps.length > WINDOW_TICKS) run.sum -= run.steps.shift() ?? 0;
          if (run.sum > HONEST_U * SHARE)
            fail(`body ${body.id} of room ${roomId} moved ${run.sum.toFixed(1)} u in 10 s, tick ${tick}`);
        }
        if (tick % WINDOW_TICKS === 0)
          for (const key of runs.keys())
            if (key.startsWith(roomId) && !bodies.has(key.slice(roomId.length + 1))) runs.delete(key);
      },
    };
  },
};

const hasJumped = (before: BodySnapshot, now: BodySnapshot): boolean =>
  before.lives !== now.lives || before.teleports !== now.teleports || before.id !== now.id || !now.alive;
