import { SmallIds } from "@fray/netcode/server";
import { NAME_LIMIT } from "@fray/shared-state/protocol/player-name";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import { NameRegister } from "../names/name-register.ts";
import type { Session } from "./session.ts";

/** Somebody who was in the room, and what they are known by. */
export type Departed = Pick<Session, "joiner" | "roster">;

/** So many of those who have left can still be banned. */
const MAX_DEPARTED = 64;

/** Everybody in a room, by session and by id. */
export class Sessions {
  readonly #bySession = new Map<string, Session>();
  readonly #byId = new Map<number, Session>();
  readonly #members = new Map<number, RosterEntry>();
  readonly #departed = new Map<number, Departed>();
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
  byPlayer(playerId: string): Session | undefined {
    for (const session of this.#bySession.values()) if (session.roster.playerId === playerId) return session;
    return undefined;
  }

  /** Somebody who has left not long ago, by the id they had. */
  departed(id: number): Departed | undefined {
    return this.#departed.get(id);
  }

  /** The seat that is held for a person whose connection is lost. */
  heldFor(playerId: string): Session | undefined {
    const session = playerId ? this.byPlayer(playerId) : undefined;
    return session && !session.client ? session : undefined;
  }

  /** The roster by id. */
  get members(): ReadonlyMap<number, RosterEntry> {
    return this.#members;
  }

  [Symbol.iterator](): IterableIterator<Session> {
    return this.#bySession.values();
  }

  of(sessionId: string): Session | undefined {
    return this.#bySession.get(sessionId);
  }

  byId(id: number): Session | undefined {
    return this.#byId.get(id);
  }

  /** Its name gets a number when somebody in the room has one that looks like it. */
  add(session: Session): void {
    session.roster.name = this.#names.take(session.roster.name);
    this.#bySession.set(session.sessionId, session);
    this.#byId.set(session.roster.id, session);
    this.#members.set(session.roster.id, session.roster);
    this.#departed.delete(session.roster.id);
  }

  remove(session: Session): void {
    this.#names.release(session.roster.name);
    this.#bySession.delete(session.sessionId);
    this.#byId.delete(session.roster.id);
    this.#members.delete(session.roster.id);
    const { joiner, roster } = session;
    this.#departed.set(roster.id, { joiner, roster });
    const [oldest] = this.#departed.keys();
    if (oldest !== undefined && this.#departed.size > MAX_DEPARTED) this.#departed.delete(oldest);
  }

  nextId(): number {
    return this.#ids.next((id) => this.#byId.has(id));
  }
}
