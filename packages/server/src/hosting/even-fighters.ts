import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

type Guest = Pick<RosterEntry, "team" | "spectator">;

/**
 * Returns how many fighters a room needs that is to have at least `least`. With teams the number is even, so that
 * nobody has to fight with a mate less than the others; `guests` are all but the host's own bots. No bots come when the
 * host or owner wants none.
 */
export function fightersWanted(least: number, guests: readonly Guest[], withTeams: boolean): number {
  if (least === 0 || !withTeams) return least;
  return Math.max(least + (least % 2), fightersForEvenSides(guests));
}

/**
 * Returns how many fighters it takes until sides differ by one at most: a party that is on one side, or people who have
 * left the other one, may leave the sides uneven.
 */
function fightersForEvenSides(guests: readonly Guest[]): number {
  const sizes = [1, 2].map((side) => guests.filter(({ team, spectator }) => !spectator && team === side).length);
  const larger = Math.max(...sizes);
  return larger === 0 ? 0 : 2 * larger - 1;
}
