import type { BodyView, Point } from "../connection/frame.ts";
import { angleOf } from "./stick.ts";

/** Enemies farther off the aim line than this, in radians, or farther away than this, in u, don't pull. */
const CONE_RAD = 0.35;
const RANGE_U = 15;
/** Share of the way that an aim next to the target is pulled; none at the edge of the cone. */
const STRENGTH = 0.7;

/**
 * A thumb on glass is less exact than a mouse: pulls `aim` (radians) gently towards the enemy nearest the line it makes
 * from `from`, among `bodies` that `sees` says no wall hides. It neither jumps nor overshoots, and every direction can
 * still be aimed at.
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

/** The same angle within -π..π. */
const signed = (angle: number): number => Math.atan2(Math.sin(angle), Math.cos(angle));
