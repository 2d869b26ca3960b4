import { NAME_LIMIT } from "@fray/shared-state/protocol/player-name";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import { NameRegister } from "../names/name-register.ts";
import type { Seat } from "./seat.ts";
import { SmallIds } from "./small-ids.ts";

/** Everybody in a room, by session and by id. */
export class Seats {
  readonly #bySession = new Map<string, Seat>();
  readonly #byId = new Map<number, Seat>();
  readonly #members = new Map<number, RosterEntry>();
  readonly #ids = new SmallIds();
  readonly #names = new NameRegister(NAME_LIMIT);

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

  /** The seat that is held for a person whose connection is lost. */
  heldFor(playerId: string): Seat | undefined {
    const seat = playerId ? this.byPlayer(playerId) : undefined;
    return seat && !seat.client ? seat : undefined;
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

  /** Its name gets a number when somebody in the room has one that looks like it. */
  add(seat: Seat): void {
    seat.roster.name = this.#names.take(seat.roster.name);
    this.#bySession.set(seat.sessionId, seat);
    this.#byId.set(seat.roster.id, seat);
    this.#members.set(seat.roster.id, seat.roster);
  }

  remove(seat: Seat): void {
    this.#names.release(seat.roster.name);
    this.#bySession.delete(seat.sessionId);
    this.#byId.delete(seat.roster.id);
    this.#members.delete(seat.roster.id);
  }

  nextId(): number {
    return this.#ids.next((id) => this.#byId.has(id));
  }
}
