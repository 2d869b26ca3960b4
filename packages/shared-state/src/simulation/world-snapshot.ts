import { z } from "zod";

import { WEAPONS } from "./weapons/index.ts";
import type { LastHit, World } from "./world.ts";

const Tick = z
  .number()
  .int()
  .min(0)
  .max(2 ** 32 - 1);
const Id = z.number().int().min(0).max(0xffff);
const MAX_PICKUPS = 1024;
const MAX_FIGHTERS = 1024;

/**
 * What a world needs to go on in another process, apart from its fighters. Shots in flight are left out: they would
 * end within a second.
 */
export const WorldSnapshot = z.object({
  tick: Tick,
  /** In the order of the map. */
  pickups: z.array(z.object({ available: z.boolean(), returnTick: Tick })).max(MAX_PICKUPS),
  lastHits: z
    .array(
      z.tuple([
        Id,
        z.object({
          tick: Tick,
          attacker: Id,
          weapon: z.enum(WEAPONS),
          attackTick: Tick,
          byEnemy: z.boolean(),
        }) satisfies z.ZodType<LastHit>,
      ]),
    )
    .max(MAX_FIGHTERS),
});
export type WorldSnapshot = z.infer<typeof WorldSnapshot>;

export const snapshotWorld = ({ tick, pickups, lastHits }: World): WorldSnapshot => ({
  tick,
  pickups: pickups.map(({ available, returnTick }) => ({ available, returnTick })),
  lastHits: [...lastHits],
});

/** Writes a snapshot into a new world of the same map. */
export function restoreWorld(world: World, snapshot: WorldSnapshot): void {
  world.tick = snapshot.tick;
  for (const [index, pickup] of world.pickups.entries()) Object.assign(pickup, snapshot.pickups[index]);
  for (const [id, hit] of snapshot.lastHits) world.lastHits.set(id, hit);
}
