import type { BodyView, Point } from "../connection/frame.ts";
import { angleOf } from "./stick.ts";

/** Enemies outside this angle from the aim line, in radians, or beyond this distance, in u, have no effect. */
const CONE_RAD = 0.35;
const RANGE_U = 15;
/**
 * How far an aim close to the target is pulled towards it, as a share of the difference. The pull falls to zero at
 * the edge of the cone.
 */
const STRENGTH = 0.7;

/**
 * Turns `aim` (radians) gently towards the enemy nearest to the aim line from `from`, because a thumb on glass and
 * keys are less exact than a mouse. Only those of `bodies` count for which `sees` returns true, that is no wall hides them.
 * The result neither jumps nor overshoots, and every direction can still be aimed at.
 */
export function assistAim(
  aim: number,
  from: Point,
  bodies: readonly BodyView[],
  sees: (body: BodyView) => boolean,
): number {
  let nearest = CONE_RAD;
  let offset = 0;
  for (const body of bodies) {
    if (!body.enemy || !body.alive) continue;
    const dx = body.x - from.x;
    const dy = body.y - from.y;
    const off = signed(Math.atan2(dy, dx) - aim);
    if (Math.abs(off) >= nearest || Math.hypot(dx, dy) > RANGE_U || !sees(body)) continue;
    nearest = Math.abs(off);
    offset = off;
  }
  const pulled = aim + offset * STRENGTH * (1 - nearest / CONE_RAD);
  return angleOf(Math.cos(pulled), Math.sin(pulled));
}

/** Returns the same angle in the range -π..π. */
const signed = (angle: number): number => Math.atan2(Math.sin(angle), Math.cos(angle));
