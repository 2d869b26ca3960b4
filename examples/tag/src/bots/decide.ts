import { distanceBetween } from "@fray/netcode/core";

import type { Body } from "../rules/body.ts";
import { MAP } from "../rules/map.ts";
import type { Input } from "../rules/state.ts";

/** A chaser nearer than this is run from, in u. */
const FEAR = 9;

/** What a bot does: it chases when it is it, runs from a chaser that is near, and strolls about otherwise. `time` is in s. */
export function decide(self: Body, others: readonly Body[], time: number): Input {
  const prey = others.toSorted((a, b) => distanceBetween(self, a) - distanceBetween(self, b))[0];
  if (self.isIt && prey) return towards(prey.x - self.x, prey.y - self.y);
  const chaser = others.find(({ isIt }) => isIt);
  const [middleX, middleY] = [MAP.width / 2 - self.x, MAP.height / 2 - self.y];
  // Straight away from it, and a little towards the middle, or it would end in a corner.
  if (chaser && distanceBetween(self, chaser) < FEAR)
    return towards(self.x - chaser.x + middleX * 0.2, self.y - chaser.y + middleY * 0.2);
  const angle = time * 0.4 + self.id * 2;
  return towards(20 * Math.cos(angle) + middleX, 14 * Math.sin(angle) + middleY);
}

function towards(x: number, y: number): Input {
  const length = Math.hypot(x, y) || 1;
  return { moveX: x / length, moveY: y / length };
}
