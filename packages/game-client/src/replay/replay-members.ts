import { byMerit } from "@fray/shared-state/match/teams";

import type { RosterRow } from "../connection/standings.ts";
import type { RecordedLook, RecordedMember, RecordedTick, ReplayFacts } from "./recorded.ts";

type Known = Pick<ReplayFacts, "names" | "looks">;
const PLAIN: RecordedLook = { look: 0, level: 0, title: 0 };

/** The members of a replay, with names and looks. */
export class ReplayMembers {
  #known: Known;
  #members: ReadonlyMap<number, RecordedMember> = new Map();
  /** Members who have left since: events may name them in the tick in which they leave. */
  #before: ReadonlyMap<number, RecordedMember> = new Map();

  constructor(known: Known) {
    this.#known = known;
  }

  /** Takes the names and looks of a round that has grown. */
  learn({ names, looks }: Known): void {
    this.#known = { names, looks };
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

  lookOf({ ordinal }: RecordedMember): RecordedLook {
    return this.#known.looks.get(ordinal) ?? PLAIN;
  }

  rows(): RosterRow[] {
    return Array.from(this.#members.values(), (member) => {
      const { id, bot, connected, team, spectator, score, kills, deaths } = member;
      const name = this.#nameOf(member);
      const worn = this.lookOf(member);
      return { id, person: 0, name, bot, connected, team, spectator, score, kills, deaths, ping: 0, ...worn };
    });
  }

  /** The fighters, best first. */
  fighters(): RecordedMember[] {
    return [...this.#members.values()].filter(({ spectator }) => !spectator).toSorted(byMerit);
  }

  /** A name that was deleted, or never recorded, is a number. */
  #nameOf({ ordinal }: RecordedMember): string {
    return this.#known.names.get(ordinal) ?? `Player ${ordinal + 1}`;
  }
}
