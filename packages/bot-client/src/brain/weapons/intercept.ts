import type { ProjectileRules } from "@fray/shared-state/rules";

/**
 * Seconds after which a shot fired now meets a target at offset (`x`, `y`) u that moves at (`vx`, `vy`) u/s;
 * undefined when it never catches up.
 *
 * The shot starts `muzzle_u` out, so |offset + velocity t| = muzzle + speed t: a quadratic in t, of which the
 * earlier root that is not in the past counts.
 */
export function interceptTime(
  x: number,
  y: number,
  vx: number,
  vy: number,
  { muzzle_u: muzzle, speed_u_per_s: speed }: Pick<ProjectileRules, "muzzle_u" | "speed_u_per_s">,
): number | undefined {
  const c = x * x + y * y - muzzle * muzzle;
  if (c <= 0) return 0;
  const a = vx * vx + vy * vy - speed * speed;
  const b = 2 * (x * vx + y * vy - muzzle * speed);
  if (Math.abs(a) < 1e-9) return b < 0 ? -c / b : undefined;
  const root = b * b - 4 * a * c;
  if (root < 0) return undefined;
  const first = (-b - Math.sqrt(root)) / (2 * a);
  const second = (-b + Math.sqrt(root)) / (2 * a);
  const earlier = Math.min(first, second);
  const later = Math.max(first, second);
  return earlier >= 0 ? earlier : later >= 0 ? later : undefined;
}
