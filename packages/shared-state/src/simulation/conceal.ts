import { areEnemies, type Fighter } from "./body.ts";
import { squaredDistance } from "./distance.ts";
import { BUSH_SIGHT_U, REVEAL_S, stepsIn } from "./rules.ts";
import type { World } from "./world.ts";

/** Whether a bush hides a body from somebody: an enemy who is not near enough, while it has given nothing away. */
export function isConcealed(
  { arena, tick, dt }: Pick<World, "arena" | "tick" | "dt">,
  body: Fighter,
  watcher: Pick<Fighter, "id" | "team" | "x" | "y">,
): boolean {
  if (!areEnemies(watcher, body) || !arena.isInBush(body.x, body.y)) return false;
  const given = Math.max(body.firedTick, body.hurtTick);
  if (given > 0 && tick - given < stepsIn(REVEAL_S, dt)) return false;
  return squaredDistance(watcher, body) > BUSH_SIGHT_U * BUSH_SIGHT_U;
}
