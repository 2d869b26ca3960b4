import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import type { Allegiance } from "./body-view.ts";

/** Everybody in the room, by the number that stands for them in events. */
export class Roster {
  #entries = new Map<number, RosterEntry>();
  /** As of the patch before: events name players who left in the patch that they come with. */
  #before = new Map<number, RosterEntry>();

  /** Takes in a patch. */
  receive(entries: Iterable<RosterEntry>): void {
    [this.#before, this.#entries] = [this.#entries, this.#before];
    this.#entries.clear();
    for (const entry of entries) this.#entries.set(entry.id, entry);
  }

  get(id: number): RosterEntry | undefined {
    return this.#entries.get(id) ?? this.#before.get(id);
  }

  values(): Iterable<RosterEntry> {
    return this.#entries.values();
  }

  /** Whose side somebody is on; who is unknown is nobody's friend. */
  memberOf(id: number): Allegiance {
    return this.#entries.get(id) ?? { id, team: 0 };
  }

  /** Whether somebody is there and fights. */
  isFighter(id: number): boolean {
    return this.#entries.get(id)?.spectator === false;
  }
}
