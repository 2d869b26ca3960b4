import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import type { Seat } from "./seat.ts";
import { SmallIds } from "./small-ids.ts";

/** Everybody in a room, by session and by id. */
export class Seats {
  readonly #bySession = new Map<string, Seat>();
  readonly #byId = new Map<number, Seat>();
  readonly #members = new Map<number, RosterEntry>();
  readonly #ids = new SmallIds();

  get size(): number {
    return this.#bySession.size;
  }

  /** How many of them only watch. */
  get spectators(): number {
    let count = 0;
    for (const { roster } of this.#bySession.values()) if (roster.spectator) count++;
    return count;
  }

  /** Whether anybody is there who is no bot. */
  get hasPeople(): boolean {
    return Array.from(this.#members.values()).some(({ bot }) => !bot);
  }

  /** The seat of a person, by who they are. */
  byPlayer(playerId: string): Seat | undefined {
    for (const seat of this.#bySession.values()) if (seat.roster.playerId === playerId) return seat;
    return undefined;
  }

  /** The roster by id. */
  get members(): ReadonlyMap<number, RosterEntry> {
    return this.#members;
  }

  [Symbol.iterator](): IterableIterator<Seat> {
    return this.#bySession.values();
  }

  of(sessionId: string): Seat | undefined {
    return this.#bySession.get(sessionId);
  }

  byId(id: number): Seat | undefined {
    return this.#byId.get(id);
  }

  add(seat: Seat): void {
    this.#bySession.set(seat.sessionId, seat);
    this.#byId.set(seat.roster.id, seat);
    this.#members.set(seat.roster.id, seat.roster);
  }

  remove(seat: Seat): void {
    this.#bySession.delete(seat.sessionId);
    this.#byId.delete(seat.roster.id);
    this.#members.delete(seat.roster.id);
  }

  nextId(): number {
    return this.#ids.next((id) => this.#byId.has(id));
  }
}
