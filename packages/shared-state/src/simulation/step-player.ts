import { snapPosition, snapVelocity } from "../quantized.ts";
import {
  ACCELERATION_U_PER_S2,
  BODY_RADIUS_U,
  DASH_COOLDOWN_S,
  DASH_DURATION_S,
  DASH_SPEED_U_PER_S,
  RUN_SPEED_U_PER_S,
  stepsIn,
  TELEPORTER,
  type Weapon,
} from "../rules.ts";
import { BUTTON } from "../schema/buttons.ts";
import type { Input } from "../schema/input-frame.ts";
import type { Body } from "./body.ts";
import { stepWeapons } from "./step-weapons.ts";
import type { Surroundings } from "./surroundings.ts";
import { directionOf } from "./trigonometry.ts";

/**
 * Steps one body by one input: movement, dash and weapons. Returns the fired shot, if any.
 *
 * Server and prediction run exactly this code, so it reads nothing but its arguments and produces only values that
 * the wire carries unchanged. A dead body ignores input.
 */
export function stepPlayer(body: Body, input: Input, place: Surroundings): Weapon | undefined {
  if (!body.alive) return undefined;
  body.aim = input.aim;
  stepDash(body, input, place);
  if (body.dashSteps === 0) accelerate(body, input, place);
  move(body, place);
  stepTeleport(body, place);
  return stepWeapons(body, input, place);
}

/** Dashes in the direction of movement, or in the direction of view when the body stands still. */
function stepDash(body: Body, input: Input, { dt }: Surroundings): void {
  if (body.dashSteps > 0) body.dashSteps--;
  if (body.dashCooldown > 0) body.dashCooldown--;
  if ((input.buttons & BUTTON.dash) === 0 || body.dashCooldown > 0) return;
  const { moveX, moveY } = input;
  const length = Math.sqrt(moveX * moveX + moveY * moveY);
  const direction = length > 0 ? { x: moveX / length, y: moveY / length } : directionOf(input.aim);
  body.vx = snapVelocity(direction.x * DASH_SPEED_U_PER_S);
  body.vy = snapVelocity(direction.y * DASH_SPEED_U_PER_S);
  body.dashSteps = stepsIn(DASH_DURATION_S, dt);
  body.dashCooldown = stepsIn(DASH_COOLDOWN_S, dt);
}

/** The velocity approaches the wished velocity in a straight line, so that braking feels like accelerating. */
function accelerate(body: Body, { moveX, moveY }: Input, { dt }: Surroundings): void {
  // Limits the wished speed to running speed. The input may have any values.
  const squared = moveX * moveX + moveY * moveY;
  const wish = squared > 1 ? 1 / Math.sqrt(squared) : 1;
  const dx = moveX * wish * RUN_SPEED_U_PER_S - body.vx;
  const dy = moveY * wish * RUN_SPEED_U_PER_S - body.vy;
  const length = Math.sqrt(dx * dx + dy * dy);
  const most = ACCELERATION_U_PER_S2 * dt;
  const scale = length > most ? most / length : 1;
  body.vx = snapVelocity(body.vx + dx * scale);
  body.vy = snapVelocity(body.vy + dy * scale);
}

function move(body: Body, place: Surroundings): void {
  const sweep = place.arena.sweepCircle(body, BODY_RADIUS_U, place);
  body.x = snapPosition(sweep.x);
  body.y = snapPosition(sweep.y);
  const into = body.vx * sweep.normalX + body.vy * sweep.normalY;
  if (into < 0) {
    body.vx = snapVelocity(body.vx - into * sweep.normalX);
    body.vy = snapVelocity(body.vy - into * sweep.normalY);
  }
}

/**
 * A body that comes out of a teleporter stands on the exit pad. It must leave the pad before a teleporter takes it
 * again.
 */
function stepTeleport(body: Body, { dt, arena }: Surroundings): void {
  const pad = arena.teleporterAt(body);
  if (!pad) {
    if (body.teleportCooldown > 0) body.teleportCooldown--;
    return;
  }
  if (body.teleportCooldown > 0) return;
  body.x = snapPosition(pad.toX);
  body.y = snapPosition(pad.toY);
  body.teleportCooldown = stepsIn(TELEPORTER.rest_s, dt);
  body.teleports = (body.teleports + 1) % 256;
}
