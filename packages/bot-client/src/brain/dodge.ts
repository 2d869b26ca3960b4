import type { Random } from "@fray/shared-state/simulation/random";
import { BODY_RADIUS_U, DASH_SPEED_U_PER_S, PULSE, RUN_SPEED_U_PER_S } from "@fray/shared-state/simulation/rules";

import type { OwnBody, SeenShot, View } from "../view/view.ts";
import type { Memory } from "./memory.ts";

/** A shot whose line passes within this of the body's centre, in u, is going to hit or nearly so. */
const DANGER_U = BODY_RADIUS_U + PULSE.radius_u + 0.2;
/** A shot takes this share of the reaction to an enemy: it is bright and it moves. */
const SHOT_REACTION = 0.5;

/** Decides once for each shot that comes close whether to get out of its way, and how. */
export function judgeShots(memory: Memory, view: View, self: OwnBody, random: Random): void {
  for (const shot of view.shots) {
    if (shot.serial <= memory.judgedShot) continue;
    if (view.now - shot.bornAt < memory.skill.reaction_s * SHOT_REACTION) return;
    memory.judgedShot = shot.serial;
    if (random() < memory.skill.dodge) sidestep(memory, view, self, shot, random);
  }
}

function sidestep(memory: Memory, view: View, self: OwnBody, shot: SeenShot, random: Random): void {
  const offsetX = self.x + self.vx * view.latency - shot.x;
  const offsetY = self.y + self.vy * view.latency - shot.y;
  const along = offsetX * shot.directionX + offsetY * shot.directionY;
  const side = offsetY * shot.directionX - offsetX * shot.directionY;
  if (Math.abs(side) > DANGER_U || along > shot.reach + BODY_RADIUS_U) return;
  const flown = PULSE.muzzle_u + PULSE.speed_u_per_s * (view.now - shot.bornAt + view.latency);
  const time = (along - BODY_RADIUS_U - flown) / PULSE.speed_u_per_s;
  if (time < view.dt) return;
  const missing = DANGER_U - Math.abs(side);
  const canDash = self.dashCooldown === 0 && missing < time * DASH_SPEED_U_PER_S;
  const mustDash = missing > time * RUN_SPEED_U_PER_S;
  if (mustDash && !canDash) return;
  const sign = freeSide(memory, self, shot, side >= 0 ? 1 : -1);
  memory.evasion = { x: -shot.directionY * sign, y: shot.directionX * sign, until: view.now + time + 0.06 };
  if (mustDash && random() < memory.skill.dash) memory.wantsDash = true;
}

/** The side the body is on already, unless a wall is there. */
function freeSide(memory: Memory, self: OwnBody, shot: SeenShot, sign: number): number {
  const x = self.x - shot.directionY * sign;
  const y = self.y + shot.directionX * sign;
  return memory.arena.blocks(x, y, BODY_RADIUS_U) ? -sign : sign;
}
