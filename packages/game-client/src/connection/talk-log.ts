import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import type { Talk } from "./game-connection.ts";

/** What nobody has read is kept up to here: a tab in the background takes no talk. */
const MAX_UNREAD = 100;

type Change = Extract<Talk, { type: "presence" }>["what"];
type Person = Pick<RosterEntry, "name" | "bot" | "spectator">;

interface Before {
  readonly selfId: number;
  /** Id of who is in charge; 0 for nobody. */
  readonly owner: number;
}

/** What was said, and what became of people, until it is read. */
export class TalkLog {
  #unread: Talk[] = [];
  #people: ReadonlyMap<number, Person>;
  #owner: number;
  readonly #selfId: number;

  /** `roster` is who is there already. */
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
   * Takes in a patch: who changed sides, and who is in charge now. Bots are not worth a line, and of oneself one knows; who
   * comes and goes the server says.
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

  /** All that is new since the last call, oldest first. */
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
