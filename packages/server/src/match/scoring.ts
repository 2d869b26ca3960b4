import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import type { WorldEvent } from "@fray/shared-state/simulation/events";

/** Counts a tick's deaths: one death for who died, one kill for who did it. */
export function score(events: readonly WorldEvent[], rosterOf: (id: number) => RosterEntry | undefined): void {
  for (const event of events) {
    if (event.type !== "death") continue;
    const victim = rosterOf(event.victim);
    const killer = rosterOf(event.killer);
    if (victim) victim.deaths++;
    // A shot may outlive its owner's stay.
    if (killer) killer.kills++;
  }
}
