import { WEAPON_RULES } from "@fray/shared-state/rules";
import { flownDistance } from "@fray/shared-state/simulation/shot";
import { legAt, pointAt } from "@fray/shared-state/simulation/shot-path";

import type { SeenShot, View } from "../view/view.ts";

/** Returns a shot's present place, in u, and its velocity, in u/s. */
export function shotPlace({ now }: View, { shot, bornAt }: SeenShot): { x: number; y: number; vx: number; vy: number } {
  const flown = flownDistance(shot, now - bornAt);
  const { directionX, directionY } = legAt(shot.legs, flown);
  const { speed_u_per_s: speed } = WEAPON_RULES[shot.weapon];
  return { ...pointAt(shot, flown), vx: directionX * speed, vy: directionY * speed };
}
