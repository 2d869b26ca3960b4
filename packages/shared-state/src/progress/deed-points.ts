import type { DeedName } from "../simulation/deed.ts";

/** Points for the kill of an enemy. */
export const KILL_POINTS = 10;

/**
 * Points for a deed, on top of those for its kill: `base`, and `each` for every kill of it beyond the first. A long
 * streak brings no more than the largest count.
 */
const DEED_POINTS: Readonly<Record<DeedName, { readonly base: number; readonly each?: number }>> = {
  firstBlood: { base: 5 },
  multikill: { base: 0, each: 5 },
  streak: { base: 10 },
  shutdown: { base: 10 },
  revenge: { base: 5 },
  capture: { base: 40 },
  flagReturn: { base: 10 },
  flagDefence: { base: 15 },
  hillTaken: { base: 10 },
  hillDefence: { base: 10 },
};
const MAX_COUNT = 5;

/** Points for a deed of `count` kills. */
export function pointsFor(deed: DeedName, count: number): number {
  const { base, each = 0 } = DEED_POINTS[deed];
  return base + each * (Math.min(MAX_COUNT, count) - 1);
}

/**
 * Kills of one person that bring points within a round. Two people who let each other win gain little more than by
 * playing.
 */
export const MAX_KILLS_OF_ONE = 10;
