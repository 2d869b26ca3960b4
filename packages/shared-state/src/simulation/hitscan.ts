import { distanceBetween } from "@fray/netcode/core";

import { BODY_RADIUS_U } from "../rules.ts";
import type { Fighter } from "./body.ts";
import { canHit, hitBody } from "./hit-body.ts";
import { touchDistance } from "./shot-path.ts";
import { endAt, type LiveShot } from "./shot.ts";
import type { Sight } from "./sight.ts";
import { WEAPON_RULES } from "./weapons/weapon-rules.ts";
import type { World } from "./world.ts";

/** A shot that was fired in this tick and has not hit yet. */
export interface HitscanFired {
  readonly shot: LiveShot;
  /** The default is the present positions. */
  readonly sight: Sight | undefined;
}

interface Struck {
  readonly fighter: Fighter;
  readonly distance: number;
  readonly seen: { readonly x: number; readonly y: number };
}

/** The sight of a shooter who sees all bodies without delay. */
const AS_IT_IS: Sight = { positionOf: (fighter) => fighter };

/**
 * Fires a hitscan shot. It hits the first body in its way that it is allowed to hit. Each body is tested at the place
 * where the shooter saw it.
 */
export function fireHitscan(world: World, { shot, sight = AS_IT_IS }: HitscanFired): void {
  const struck = firstStruck(world, shot, sight);
  if (struck) endAt(shot, struck.distance);
  world.events.push({ type: "shot", birth: shot, shots: world.shotPool.listOf(shot) });
  world.shotPool.end(shot);
  if (!struck) return;
  const { fighter, distance, seen } = struck;
  const { damage } = WEAPON_RULES[shot.weapon];
  hitBody(world, shot, fighter, { damage, distance, movedSinceSeen: distanceBetween(seen, fighter) });
}

function firstStruck(world: World, shot: LiveShot, sight: Sight): Struck | undefined {
  let struck: Struck | undefined;
  // An iterator would leave an object per body and shot.
  world.fighters.forEach((fighter) => {
    if (!fighter.alive || !canHit(world, shot, fighter)) return;
    const seen = sight.positionOf(fighter);
    const distance = seen && touchDistance(shot, 0, shot.reach, seen, BODY_RADIUS_U);
    if (seen && distance !== undefined && distance < (struck?.distance ?? Infinity))
      struck = { fighter, distance, seen };
  });
  return struck;
}
