import { distanceBetween } from "@fray/netcode/core";

import type { Body } from "../rules/body.ts";
import { MAP } from "../rules/map.ts";
import type { Input } from "../rules/state.ts";

/** A bot runs away from a chaser that is nearer than this, in u. */
const FEAR = 9;

/**
 * Decides the input of a bot. It chases when it is the chaser, runs away from a near chaser, and otherwise walks
 * about. `time` is in s.
 */
export function decide(self: Body, others: readonly Body[], time: number): Input {
  const prey = others.toSorted((a, b) => distanceBetween(self, a) - distanceBetween(self, b))[0];
  if (self.isIt && prey) return towards(prey.x - self.x, prey.y - self.y);
  const chaser = others.find(({ isIt }) => isIt);
  const [middleX, middleY] = [MAP.width / 2 - self.x, MAP.height / 2 - self.y];
  // The bot runs straight away from the chaser and slightly towards the middle, so that it does not end in a corner.
  if (chaser && distanceBetween(self, chaser) < FEAR)
    return towards(self.x - chaser.x + middleX * 0.2, self.y - chaser.y + middleY * 0.2);
  const angle = time * 0.4 + self.id * 2;
  return towards(20 * Math.cos(angle) + middleX, 14 * Math.sin(angle) + middleY);
}

function towards(x: number, y: number): Input {
  const length = Math.hypot(x, y) || 1;
  return { moveX: x / length, moveY: y / length };
}
