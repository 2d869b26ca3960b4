import { type Random, squaredDistance } from "@fray/netcode/core";

import type { Body } from "./body.ts";
import { TICK_RATE } from "./state.ts";
import { RADIUS } from "./step.ts";

/** A new chaser waits for so long, so that the old one can run. */
const REST_TICKS = 2 * TICK_RATE;

/** Applies the rule of the game after a tick: the chaser passes it on to whom it touches. Without a chaser one is drawn. */
export function stepTag(bodies: readonly Body[], random: Random): void {
  for (const body of bodies) if (!body.isIt) body.freeTicks++;
  const chaser = bodies.find(({ isIt }) => isIt);
  if (chaser && chaser.restTicks-- > 0) return;
  const next = chaser
    ? bodies.find((body) => !body.isIt && squaredDistance(body, chaser) < 4 * RADIUS * RADIUS)
    : bodies[Math.floor(random() * bodies.length)];
  if (chaser) Object.assign(chaser, { isIt: next === undefined, restTicks: 0 });
  if (next) Object.assign(next, { isIt: true, restTicks: REST_TICKS });
}
