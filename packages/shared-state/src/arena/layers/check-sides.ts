import { MapError } from "../map-error.ts";

interface OfTeam {
  readonly team: number;
}

export const countOf = (items: readonly OfTeam[], wanted: number): number =>
  items.filter(({ team }) => team === wanted).length;

/**
 * Checks that both teams have the same kinds of objects. The error message says that one team has `has` and that the
 * other team has `lacks`.
 */
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
