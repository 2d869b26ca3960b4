import type { Random } from "@fray/netcode/core";
import { BODY_RADIUS_U, DASH_SPEED_U_PER_S, RUN_SPEED_U_PER_S, WEAPON_RULES } from "@fray/shared-state/rules";
import { explodes, type Shot } from "@fray/shared-state/simulation/shot";

import type { OwnBody, SeenShot, View } from "../../view/view.ts";
import type { Vector } from "../geometry.ts";
import type { Memory } from "../memory.ts";

/** A shot whose path passes within this distance of the body's edge, in u, will hit or nearly hit. */
const CLOSE_U = 0.2;
/** The reaction time to a shot, as a share of that to an enemy: a shot is bright and it moves. */
export const SHOT_REACTION = 0.5;

/** Decides once for each shot that comes close whether to dodge it, and how. */
export function judgeShots(memory: Memory, view: View, self: OwnBody, random: Random): void {
  for (const seen of view.shots) {
    if (seen.serial <= memory.judgedShot) continue;
    if (view.now - seen.bornAt < memory.skill.reaction_s * SHOT_REACTION) return;
    memory.judgedShot = seen.serial;
    if (!explodes(seen.shot) && random() < memory.skill.dodge) sidestep(memory, view, self, seen, random);
  }
}

function sidestep(memory: Memory, view: View, self: OwnBody, { shot, bornAt }: SeenShot, random: Random): void {
  const [leg] = shot.legs;
  const rules = WEAPON_RULES[shot.weapon];
  if (!leg || rules.kind === "hitscan") return;
  const danger = BODY_RADIUS_U + rules.radius_u + CLOSE_U;
  const offsetX = self.x + self.vx * view.latency - shot.x;
  const offsetY = self.y + self.vy * view.latency - shot.y;
  const along = offsetX * leg.directionX + offsetY * leg.directionY;
  const side = offsetY * leg.directionX - offsetX * leg.directionY;
  if (Math.abs(side) > danger || along > shot.reach + BODY_RADIUS_U) return;
  const flown = rules.muzzle_u + rules.speed_u_per_s * (view.now - bornAt + view.latency);
  const time = (along - BODY_RADIUS_U - flown) / rules.speed_u_per_s;
  if (time < view.dt) return;
  const missing = danger - Math.abs(side);
  const canDash = self.dashCooldown === 0 && missing < time * DASH_SPEED_U_PER_S;
  const mustDash = missing > time * RUN_SPEED_U_PER_S;
  if (mustDash && !canDash) return;
  const way = freeWay(memory, self, leg, side >= 0 ? 1 : -1);
  memory.evasion = { ...way, until: view.now + time + 0.06 };
  if (mustDash && random() < memory.skill.dash) memory.wantsDash = true;
}

/**
 * Returns the direction at right angles to a shot's path, to the side of the path on which the body is (1 or -1),
 * unless a wall is there.
 */
export function freeWay(
  { arena }: Memory,
  self: OwnBody,
  { directionX, directionY }: Pick<Shot["legs"][number], "directionX" | "directionY">,
  side: number,
): Vector {
  const way = { x: -directionY * side, y: directionX * side };
  return arena.blocks(self.x + way.x, self.y + way.y, BODY_RADIUS_U) ? { x: -way.x, y: -way.y } : way;
}
