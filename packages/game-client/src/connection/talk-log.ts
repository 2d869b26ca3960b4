import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import type { Talk } from "./game-connection.ts";

/** What nobody has read is kept up to here: a tab in the background takes no talk. */
const MAX_UNREAD = 100;

type Presence = Extract<Talk, { type: "presence" }>;
type Person = Pick<RosterEntry, "name" | "bot" | "spectator">;

/** What was said, and who came and went, until it is read. */
export class TalkLog {
  #unread: Talk[] = [];
  #people: ReadonlyMap<number, Person>;
  readonly #selfId: number;

  /** `roster` is who is there already: they have not just come. */
  constructor(roster: Iterable<RosterEntry>, selfId: number) {
    this.#selfId = selfId;
    this.#people = peopleOf(roster);
  }

  add(talk: Talk): void {
    this.#unread.push(talk);
    if (this.#unread.length > MAX_UNREAD) this.#unread.shift();
  }

  /** Takes in a patch: who came, went or changed sides. Bots are not worth a line, and of oneself one knows. */
  receive(roster: Iterable<RosterEntry>): void {
    const people = peopleOf(roster);
    for (const [id, person] of people) {
      const what = changeOf(this.#people.get(id), person);
      if (what) this.#announce(id, person, what);
    }
    for (const [id, person] of this.#people) if (!people.has(id)) this.#announce(id, person, "left");
    this.#people = people;
  }

  /** All that is new since the last call, oldest first. */
  take(): readonly Talk[] {
    const talk = this.#unread;
    this.#unread = [];
    return talk;
  }

  #announce(id: number, { name, bot }: Person, what: Presence["what"]): void {
    if (!bot && id !== this.#selfId) this.add({ type: "presence", name, what });
  }
}

function changeOf(before: Person | undefined, now: Person): Presence["what"] | undefined {
  if (before?.spectator === now.spectator) return undefined;
  return now.spectator ? "watches" : "joined";
}

function peopleOf(roster: Iterable<RosterEntry>): Map<number, Person> {
  const people = new Map<number, Person>();
  for (const { id, name, bot, spectator } of roster) people.set(id, { name, bot, spectator });
  return people;
}
