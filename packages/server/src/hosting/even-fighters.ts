import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

/**
 * Returns how many fighters a room needs so that its sides differ by one at most: a party that is on one side, or people
 * who have left the other one, may leave the sides uneven. `guests` are all but the host's own bots. 0 without teams.
 */
export function fightersForEvenSides(guests: readonly Pick<RosterEntry, "team" | "spectator">[]): number {
  const sizes = [1, 2].map((side) => guests.filter(({ team, spectator }) => !spectator && team === side).length);
  const larger = Math.max(...sizes);
  return larger === 0 ? 0 : 2 * larger - 1;
}
