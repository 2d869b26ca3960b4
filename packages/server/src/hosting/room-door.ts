import { limitKey } from "@fray/netcode/server";
import type { JoinRefusal } from "@fray/shared-state/protocol/join-refusals";

import { GuessLimit } from "../network/guess-limit.ts";
import { isSame } from "../network/secret.ts";
import type { Visitor } from "../seats/visitor.ts";
import { madeAt } from "../storage/identity.ts";

/** Who was banned from a room, and since when in ms since 1970. */
export interface Bans {
  readonly players: Set<string>;
  /** Keyed by what addresses are limited by. */
  readonly addresses: Map<string, number>;
}

interface DoorOptions {
  /** "" for none. */
  readonly password: string;
  readonly hasRoomToWatch: () => boolean;
  /** What a person is in the room whose place in it is held; undefined for everybody else. */
  readonly heldFor: (playerId: string) => { readonly spectator: boolean } | undefined;
  /** Of a room that this one replaces, and who was in that. */
  readonly bans?: Bans | undefined;
  readonly guests?: ReadonlySet<string> | undefined;
}

/** Who may come into one room. */
export class RoomDoor {
  isLocked = false;
  readonly bans: Bans;
  readonly #password: string;
  readonly #hasRoomToWatch: () => boolean;
  readonly #heldFor: DoorOptions["heldFor"];
  readonly #guests: ReadonlySet<string>;
  readonly #guesses = new GuessLimit();

  constructor({ password, hasRoomToWatch, heldFor, bans = noBans(), guests = new Set() }: DoorOptions) {
    this.#password = password;
    this.#hasRoomToWatch = hasRoomToWatch;
    this.#heldFor = heldFor;
    this.#guests = guests;
    this.bans = bans;
  }

  /** Why somebody may not come in whatever they show, if so. */
  refusalOf(visitor: Visitor): JoinRefusal | undefined {
    if (visitor.isOwn || visitor.isFounder) return undefined;
    if (this.#isBanned(visitor)) return "banned";
    if (this.isLocked && !this.#belongs(visitor.playerId)) return "locked";
    const isCounted = this.#heldFor(visitor.playerId)?.spectator === true;
    return visitor.spectate && !isCounted && !this.#hasRoomToWatch() ? "fullOfSpectators" : undefined;
  }

  /** Why somebody who wants into this very room may not, if so. A wrong password is counted against their address. */
  async judge(visitor: Visitor): Promise<JoinRefusal | undefined> {
    return this.refusalOf(visitor) ?? (visitor.isOwn ? undefined : this.#tryPassword(visitor));
  }

  /**
   * Keeps somebody out from now on. By who they are: a ban by address would hit the whole school behind one router with one
   * pupil. But whoever throws that away, and comes from there as somebody new, is kept out by it. `playedAs` is who they were
   * in the room: in two places at once one is two.
   */
  ban(visitor: Pick<Visitor, "playerId" | "address">, playedAs: string): void {
    const { playerId, address } = visitor;
    for (const id of [playerId, playedAs]) if (id) this.bans.players.add(id);
    if (address) this.bans.addresses.set(limitKey(address), Date.now());
  }

  #isBanned({ playerId, address }: Visitor): boolean {
    if (this.bans.players.has(playerId)) return true;
    const since = this.bans.addresses.get(limitKey(address));
    return since !== undefined && (playerId === "" || madeAt(playerId) >= since);
  }

  #belongs(playerId: string): boolean {
    return this.#guests.has(playerId) || this.#heldFor(playerId) !== undefined;
  }

  async #tryPassword({ password, address, playerId }: Visitor): Promise<JoinRefusal | undefined> {
    if (this.#password === "" || this.#belongs(playerId)) return undefined;
    if (password === "") return "passwordNeeded";
    if (!(await this.#guesses.spend(address))) return "tooManyGuesses";
    if (!isSame(password, this.#password)) return "wrongPassword";
    this.#guesses.giveBack(address);
    return undefined;
  }
}

const noBans = (): Bans => ({ players: new Set(), addresses: new Map() });
