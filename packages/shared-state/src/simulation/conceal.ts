import { squaredDistance } from "@fray/netcode/core";

import { BUSH_SIGHT_U, REVEAL_S, stepsIn } from "../rules.ts";
import { areEnemies, type Fighter } from "./body.ts";
import type { World } from "./world.ts";

/**
 * Whether a bush hides a living body. Firing and damage reveal it for a while. A spawn shield also prevents hiding:
 * the hit of a shot that it stops is sent to all observers around, and would tell them the place.
 */
export function isHiding(
  { arena, tick, dt }: Pick<World, "arena" | "tick" | "dt">,
  body: Pick<Fighter, "alive" | "shielded" | "x" | "y" | "firedTick" | "hurtTick">,
): boolean {
  if (!body.alive || body.shielded || !arena.isInBush(body.x, body.y)) return false;
  return tick - Math.max(body.firedTick, body.hurtTick) > stepsIn(REVEAL_S, dt);
}

/** Whether the body `eyes` sees a hiding body: a team mate, or an enemy within a short distance. */
export const seesHiding = (
  eyes: Pick<Fighter, "id" | "team" | "x" | "y">,
  body: Pick<Fighter, "id" | "team" | "x" | "y">,
): boolean => !areEnemies(eyes, body) || squaredDistance(eyes, body) <= BUSH_SIGHT_U * BUSH_SIGHT_U;
