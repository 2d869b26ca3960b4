import type { Client } from "@colyseus/core";
import { SmallIds } from "@fray/netcode/server";
import { NAME_LIMIT } from "@fray/shared-state/protocol/player-name";
import { LobbyPerson, type LobbyState } from "@fray/shared-state/schema/lobby-state";

import { NameRegister } from "../names/name-register.ts";
import { Allowance } from "../network/allowance.ts";
import type { LobbyJoiner } from "../sessions/joiner.ts";

/** A person in a lobby. */
export interface LobbyGuest {
  readonly client: Client;
  readonly friendCode: string;
  /** The person's address and identity. Somebody new has an identity since they came. */
  readonly joiner: Pick<LobbyJoiner, "address" | "playerId">;
  /** Time of the last action, in ms. */
  activeAt: number;
  readonly allowance: Allowance;
  readonly person: LobbyPerson;
}

/** The codes and numbers by which others know a person. */
interface Known {
  readonly friendCode: string;
  readonly person: number;
}

/** Number of people who have left and can still be reported. */
const MAX_DEPARTED = 64;

/** All people in a lobby. */
export class LobbyPeople {
  readonly #shown: LobbyState["people"];
  readonly #bySession = new Map<string, LobbyGuest>();
  readonly #byId = new Map<number, LobbyGuest>();
  readonly #departed = new Map<number, LobbyGuest>();
  readonly #ids = new SmallIds();
  readonly #names = new NameRegister(NAME_LIMIT);
  /**
   * Entries that are not shown now. They are used again for other people, because the framework never forgets an
   * object that was once synced.
   */
  readonly #spare: LobbyPerson[] = [];

  constructor(shown: LobbyState["people"]) {
    this.#shown = shown;
  }

  get size(): number {
    return this.#bySession.size;
  }

  [Symbol.iterator](): IterableIterator<LobbyGuest> {
    return this.#bySession.values();
  }

  of({ sessionId }: Client): LobbyGuest | undefined {
    return this.#bySession.get(sessionId);
  }

  /** Returns somebody who is here, or has left a short time ago. */
  find(id: number): LobbyGuest | undefined {
    return this.#byId.get(id) ?? this.#departed.get(id);
  }

  /** Adds a number to the name when another name in the lobby looks like it. `now` is in ms. */
  add(client: Client, joiner: LobbyJoiner, { friendCode, person: number }: Known, now: number): LobbyGuest {
    const id = this.#ids.next((taken) => this.#byId.has(taken));
    const name = this.#names.take(joiner.name);
    const person = Object.assign(this.#spare.pop() ?? new LobbyPerson(), { id, name, person: number });
    const guest = { client, friendCode, joiner, activeAt: now, allowance: new Allowance(), person };
    this.#byId.set(id, guest);
    this.#departed.delete(id);
    this.#bySession.set(client.sessionId, guest);
    this.#shown.set(client.sessionId, person);
    return guest;
  }

  remove({ sessionId }: Client): void {
    const guest = this.#bySession.get(sessionId);
    if (!guest) return;
    this.#bySession.delete(sessionId);
    this.#names.release(guest.person.name);
    const { id, name, person } = guest.person;
    this.#byId.delete(id);
    this.#shown.delete(sessionId);
    this.#spare.push(guest.person);
    // Somebody else gets the entry, so that a copy stays.
    this.#departed.set(id, { ...guest, person: Object.assign(new LobbyPerson(), { id, name, person }) });
    const [oldest] = this.#departed.keys();
    if (oldest !== undefined && this.#departed.size > MAX_DEPARTED) this.#departed.delete(oldest);
  }
}
