import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import type { Talk } from "./game-connection.ts";

/** Largest number of unread messages that are kept: a tab in the background reads none. */
const MAX_UNREAD = 100;

type Change = Extract<Talk, { type: "presence" }>["what"];
type Person = Pick<RosterEntry, "name" | "bot" | "spectator">;

interface Before {
  readonly selfId: number;
  /** Id of the room's owner; 0 for none. */
  readonly owner: number;
}

/** Chat, presence changes and notices until they are read. */
export class TalkLog {
  #unread: Talk[] = [];
  #people: ReadonlyMap<number, Person>;
  #owner: number;
  readonly #selfId: number;

  /** `roster` holds the people who are already there. */
  constructor(roster: Iterable<RosterEntry>, { selfId, owner }: Before) {
    this.#selfId = selfId;
    this.#owner = owner;
    this.#people = peopleOf(roster);
  }

  add(talk: Talk): void {
    this.#unread.push(talk);
    if (this.#unread.length > MAX_UNREAD) this.#unread.shift();
  }

  /**
   * Reads a patch and logs changes of side and of the owner. Leaves out bots and the player's own changes. The server
   * announces joins and leaves itself.
   */
  receive(roster: Iterable<RosterEntry>, owner: number): void {
    const people = peopleOf(roster);
    for (const [id, person] of people) {
      const before = this.#people.get(id);
      if (before && before.spectator !== person.spectator) {
        this.#announce(id, person, person.spectator ? "watches" : "fights");
      }
    }
    const inCharge = people.get(owner);
    if (owner !== this.#owner && inCharge) this.#announce(owner, inCharge, "owns");
    this.#owner = owner;
    this.#people = people;
  }

  /** Returns all entries since the last call, oldest first. */
  take(): readonly Talk[] {
    const talk = this.#unread;
    this.#unread = [];
    return talk;
  }

  #announce(id: number, { name, bot }: Person, what: Change): void {
    if (!bot && id !== this.#selfId) this.add({ type: "presence", name, what });
  }
}

function peopleOf(roster: Iterable<RosterEntry>): Map<number, Person> {
  const people = new Map<number, Person>();
  for (const { id, name, bot, spectator } of roster) people.set(id, { name, bot, spectator });
  return people;
}
