import { byMerit } from "@fray/shared-state/match/teams";

import type { RosterRow } from "../connection/standings.ts";
import type { RecordedMember, RecordedTick, ReplayFacts } from "./recorded.ts";

/** The members of a replay by name. */
export class ReplayMembers {
  #names: ReplayFacts["names"];
  #members: ReadonlyMap<number, RecordedMember> = new Map();
  /** Members who have left since: events may name them in the tick in which they leave. */
  #before: ReadonlyMap<number, RecordedMember> = new Map();

  constructor(names: ReplayFacts["names"]) {
    this.#names = names;
  }

  /** Takes the names of a round that has grown. */
  learn(names: ReplayFacts["names"]): void {
    this.#names = names;
  }

  /** Reads the members of a tick. */
  receive({ members }: RecordedTick): void {
    this.#before = this.#members;
    this.#members = new Map(members.map((member) => [member.id, member]));
  }

  get(id: number): RecordedMember | undefined {
    return this.#members.get(id) ?? this.#before.get(id);
  }

  /** Returns the member with a number that is never used again. */
  withOrdinal(ordinal: number): RecordedMember | undefined {
    return [...this.#members.values()].find((member) => member.ordinal === ordinal);
  }

  nameOf(id: number): string {
    const member = this.get(id);
    return member ? this.#nameOf(member) : "someone";
  }

  rows(): RosterRow[] {
    return Array.from(this.#members.values(), (member) => {
      const { id, bot, connected, team, spectator, score, kills, deaths } = member;
      const name = this.#nameOf(member);
      return { id, person: 0, name, bot, connected, team, spectator, score, kills, deaths, ping: 0 };
    });
  }

  /** The fighters, best first. */
  fighters(): RecordedMember[] {
    return [...this.#members.values()].filter(({ spectator }) => !spectator).toSorted(byMerit);
  }

  /** A name that was deleted, or never recorded, is a number. */
  #nameOf({ ordinal }: RecordedMember): string {
    return this.#names.get(ordinal) ?? `Player ${ordinal + 1}`;
  }
}
