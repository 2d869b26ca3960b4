import { MapError } from "../map-error.ts";

interface OfTeam {
  readonly team: number;
}

export const countOf = (items: readonly OfTeam[], wanted: number): number =>
  items.filter(({ team }) => team === wanted).length;

/** What one team has, the other must have too. `has` and `lacks` are the words for it. */
export function checkSides(items: readonly OfTeam[], where: string, has: string, lacks: string): void {
  for (const [team, other] of [
    [1, 2],
    [2, 1],
  ] as const) {
    if (countOf(items, team) > 0 && countOf(items, other) === 0) {
      throw new MapError(`${where} team ${team} has ${has}, team ${other} has ${lacks}`);
    }
  }
}
