import { SmallIds } from "@fray/netcode/server";
import { NAME_LIMIT } from "@fray/shared-state/protocol/player-name";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import { NameRegister } from "../names/name-register.ts";
import { readsRecords } from "../sync/state-readers.ts";
import type { Session } from "./session.ts";

/** A member who was in the room. */
export type Departed = Pick<Session, "joiner" | "roster">;

/** Number of departed members that can still be banned. */
const MAX_DEPARTED = 64;

/** All sessions of a room, by session id and by roster id. */
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

  /** Number of spectators. */
  get spectators(): number {
    let count = 0;
    for (const { roster } of this.#bySession.values()) if (roster.spectator) count++;
    return count;
  }

  /** Number of sessions whose clients read no snapshot records, apart from the one that is held for a person. */
  stockBeside(playerId: string): number {
    const held = this.heldFor(playerId);
    let count = 0;
    for (const session of this.#bySession.values()) if (session !== held && !readsRecords(session)) count++;
    return count;
  }

  /** Whether a session that is not a bot is in the room. */
  get hasPeople(): boolean {
    return Array.from(this.#members.values()).some(({ bot }) => !bot);
  }

  /** Whether the room has members, and all of them are the host's own bots. */
  get areOwnBotsAlone(): boolean {
    for (const { roster } of this.#bySession.values()) if (!roster.backfill) return false;
    return this.#bySession.size > 0;
  }

  /** Returns the session of a person, by their identity. */
  byPlayer(playerId: string): Session | undefined {
    for (const session of this.#bySession.values()) if (session.roster.playerId === playerId) return session;
    return undefined;
  }

  /** Returns a member who left a short time ago, by their roster id. */
  departed(id: number): Departed | undefined {
    return this.#departed.get(id);
  }

  /** Returns the session that is held for a person whose connection is lost. */
  heldFor(playerId: string): Session | undefined {
    const session = playerId ? this.byPlayer(playerId) : undefined;
    return session && !session.client ? session : undefined;
  }

  /** Returns the session of a bot of the host at another node, for which a bot of this host may go on. */
  get heldOwnBot(): Session | undefined {
    for (const session of this.#bySession.values())
      if (session.roster.backfill && !session.client && !session.hold?.claim) return session;
    return undefined;
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

  /** Adds a number to the name when another member's name looks like it. */
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

  /** The last id that was given to a member. */
  get lastId(): number {
    return this.#ids.last;
  }

  /** Gives no id again that a room on another node has given. */
  continueIds(lastId: number): void {
    this.#ids.last = lastId;
  }

  nextId(): number {
    return this.#ids.next((id) => this.#byId.has(id));
  }
}
