import type { Random } from "@fray/netcode/core";

import type { OwnBody, SeenFlag, View } from "../../view/view.ts";
import { distanceBetween } from "../geometry.ts";
import type { Memory } from "../memory.ts";
import type { Goal } from "./goal.ts";
import { guardPosition } from "./guard-position.ts";
import { roleNow } from "./role.ts";

/** A bot within this distance of a flag, in u, always goes for it. */
const GRAB_U = 10;
/** Raiders return to their own flag if it is within this distance, in u; guards return from any distance. */
const RESCUE_U = 14;
/** Distance from the flag stand that guards keep, and carriers that wait for their own flag, in u. */
const GUARD_RADIUS_U = 7;
const WAIT_RADIUS_U = 4;

/** Capture the flag: take the enemy's flag and bring it home. If the own flag is away, get it back first. */
export function flagObjective(memory: Memory, view: View, self: OwnBody, random: Random): Goal | undefined {
  const stand = memory.arena.flags.find(({ team }) => team === self.team);
  const { own, theirs } = flagsOf(view, self);
  if (!stand || !own || !theirs) return undefined;
  if (theirs.carrier === self.id) {
    if (own.home) return { place: stand, urgent: true };
    return guardPosition(memory, view, self, { ...stand, radius: WAIT_RADIUS_U }, random);
  }
  const role = roleNow(memory, view.now, random);
  const isGuard = role === "guard";
  if (role === "loner") return grab(theirs, self) ?? grab(own, self);
  // When the enemy's flag is in the team's hands, only the absence of the team's own flag keeps it from a point.
  const isNeeded = isGuard || theirs.carrier !== 0 || distanceBetween(self, own) < RESCUE_U;
  if (!own.home && isNeeded) return goFor(own, self);
  if (isGuard)
    return { ...guardPosition(memory, view, self, { ...stand, radius: GUARD_RADIUS_U }, random), urgent: false };
  const goal = goFor(theirs, self);
  return role === "runner" ? { ...goal, urgent: theirs.carrier === 0 } : goal;
}

/** Goes to a flag that lies within reach. */
const grab = (flag: SeenFlag, self: OwnBody): Goal | undefined =>
  flag.carrier === 0 && !(flag.home && flag.team === self.team) && distanceBetween(self, flag) < GRAB_U
    ? goFor(flag, self)
    : undefined;

/** Goes to a flag: touches it, or follows its carrier to stop an enemy or to escort a mate. */
function goFor(flag: SeenFlag, self: OwnBody): Goal {
  if (flag.carrier === 0) return { place: flag, urgent: distanceBetween(self, flag) < GRAB_U };
  return { place: { x: roughly(flag.x), y: roughly(flag.y) }, urgent: false };
}

/** The way to a moving place is computed again only after the place has moved by this much, in u. */
const ROUGHLY_U = 3;
const roughly = (place: number): number => Math.round(place / ROUGHLY_U) * ROUGHLY_U;

function flagsOf({ round }: View, self: OwnBody): { own: SeenFlag | undefined; theirs: SeenFlag | undefined } {
  let own: SeenFlag | undefined;
  let theirs: SeenFlag | undefined;
  for (const flag of round.flags) {
    if (flag.team === self.team) own = flag;
    else theirs = flag;
  }
  return { own, theirs };
}
