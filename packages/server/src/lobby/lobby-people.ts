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
  /** The person's address and identity. */
  readonly joiner: Pick<LobbyJoiner, "address" | "playerId">;
  /** Time of the last action, in ms. */
  activeAt: number;
  readonly allowance: Allowance;
  readonly person: LobbyPerson;
}

/** All people in a lobby. */
export class LobbyPeople {
  readonly #shown: LobbyState["people"];
  readonly #bySession = new Map<string, LobbyGuest>();
  readonly #taken = new Set<number>();
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

  /** Adds a number to the name when another name in the lobby looks like it. `now` is in ms. */
  add(client: Client, joiner: LobbyJoiner, friendCode: string, now: number): LobbyGuest {
    const id = this.#ids.next((taken) => this.#taken.has(taken));
    const name = this.#names.take(joiner.name);
    const person = Object.assign(this.#spare.pop() ?? new LobbyPerson(), { id, name });
    const guest = { client, friendCode, joiner, activeAt: now, allowance: new Allowance(), person };
    this.#taken.add(id);
    this.#bySession.set(client.sessionId, guest);
    this.#shown.set(client.sessionId, person);
    return guest;
  }

  remove({ sessionId }: Client): void {
    const guest = this.#bySession.get(sessionId);
    if (!guest) return;
    this.#bySession.delete(sessionId);
    this.#names.release(guest.person.name);
    this.#taken.delete(guest.person.id);
    this.#shown.delete(sessionId);
    this.#spare.push(guest.person);
  }
}
