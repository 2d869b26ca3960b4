import type { Client } from "@colyseus/core";
import { SmallIds } from "@fray/netcode/server";
import { NAME_LIMIT } from "@fray/shared-state/protocol/player-name";
import { LobbyPerson, type LobbyState } from "@fray/shared-state/schema/lobby-state";

import { NameRegister } from "../names/name-register.ts";
import { Allowance } from "../network/allowance.ts";
import type { LobbyJoiner } from "../sessions/joiner.ts";

/** Somebody in a lobby. */
export interface LobbyGuest {
  readonly client: Client;
  readonly friendCode: string;
  /** Where they come from, and who they are. */
  readonly joiner: Pick<LobbyJoiner, "address" | "playerId">;
  /** When they did something last, in ms. */
  activeAt: number;
  readonly allowance: Allowance;
  readonly person: LobbyPerson;
}

/** Everybody in a lobby. */
export class LobbyPeople {
  readonly #shown: LobbyState["people"];
  readonly #bySession = new Map<string, LobbyGuest>();
  readonly #taken = new Set<number>();
  readonly #ids = new SmallIds();
  readonly #names = new NameRegister(NAME_LIMIT);
  /** Entries that are not shown now: what was once synced is never forgotten, so they come back for other people. */
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

  /** The name gets a number when somebody in the lobby has one that looks like it. `now` in ms. */
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
