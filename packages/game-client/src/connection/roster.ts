import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import type { Allegiance } from "./body-view.ts";

/** All people and bots in the room, by their number in events. */
export class Roster {
  #entries = new Map<number, RosterEntry>();
  /** The roster before the last patch: events may name players who left in the same patch. */
  #before = new Map<number, RosterEntry>();

  /** Reads a patch. */
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

  /** Id and team of a player. An unknown player is an enemy of everyone. */
  memberOf(id: number): Allegiance {
    return this.#entries.get(id) ?? { id, team: 0 };
  }

  /** Whether the roster has this number, as a fighter. */
  isFighter(id: number): boolean {
    return this.#entries.get(id)?.spectator === false;
  }
}
