/** Points of a person so far, by whom they were won against. */
export interface Points {
  /** Won against people. */
  readonly people: number;
  /** Won against bots, all of them: `levelOf` counts no more than `BOT_POINTS_CAP`. */
  readonly bots: number;
}

export const MAX_LEVEL = 100;
/** The highest level that can be reached against bots alone. */
export const BOT_LEVEL_CAP = 10;
const STEP = 50;

/** Points that a level needs. Each level takes 100 points more than the one before: level 2 needs 100, level 10 needs 4,500. */
export const pointsOf = (level: number): number => STEP * level * (level - 1);

/** Points against bots that count at most, in a whole life: farming them ends at `BOT_LEVEL_CAP`. */
export const BOT_POINTS_CAP = pointsOf(BOT_LEVEL_CAP);

/** The points that count towards a level. */
export const countedPoints = ({ people, bots }: Points): number => people + Math.min(BOT_POINTS_CAP, bots);

/** Level from 1 for the points so far. The inverse of `pointsOf`. */
export function levelOf(points: Points): number {
  const level = Math.floor((1 + Math.sqrt(1 + (4 * countedPoints(points)) / STEP)) / 2);
  return Math.min(MAX_LEVEL, Math.max(1, level));
}
