import type { Runtime } from "@fray/netcode/core";
import { limitKey } from "@fray/netcode/server";
import type { JoinRefusal } from "@fray/shared-state/protocol/join-refusals";

import { GuessLimit } from "../network/guess-limit.ts";
import { isSame } from "../network/secret.ts";
import type { Joiner } from "../sessions/joiner.ts";
import { madeAt } from "../storage/identity.ts";

/** The bans of a room, with the earliest time of each, in ms since 1970. */
export interface Bans {
  readonly players: Set<string>;
  /** Bans of addresses. The key is the limit key of the address. */
  readonly addresses: Map<string, number>;
}

interface DoorOptions {
  readonly runtime: Runtime;
  /** The password of the room; "" for none. */
  readonly password: string;
  readonly hasRoomToWatch: () => boolean;
  /** Returns the role of the session that is held for a person; undefined when none is held. */
  readonly heldFor: (playerId: string) => { readonly spectator: boolean } | undefined;
  /** Returns the number of the current round. */
  readonly round: () => number;
  /** Whether the person with that id has a body in the fight. */
  readonly isFighting: (playerId: string) => boolean;
  /** The bans of the room that this one replaces. */
  readonly bans?: Bans | undefined;
  readonly guests?: ReadonlySet<string> | undefined;
}

/** Decides who may join one room. */
export class RoomDoor {
  isLocked = false;
  readonly bans: Bans;
  readonly #runtime: Runtime;
  readonly #password: string;
  readonly #hasRoomToWatch: () => boolean;
  readonly #heldFor: DoorOptions["heldFor"];
  readonly #guests: ReadonlySet<string>;
  readonly #guesses: GuessLimit;
  readonly #round: () => number;
  readonly #isFighting: (playerId: string) => boolean;
  /** Kicked people, with the round of the kick. */
  readonly #kicked = new Map<string, number>();

  constructor({ runtime, password, hasRoomToWatch, heldFor, round, isFighting, ...before }: DoorOptions) {
    const { bans = noBans(), guests = new Set() } = before;
    this.#runtime = runtime;
    this.#guesses = new GuessLimit(runtime);
    this.#password = password;
    this.#hasRoomToWatch = hasRoomToWatch;
    this.#heldFor = heldFor;
    this.#round = round;
    this.#isFighting = isFighting;
    this.#guests = guests;
    this.bans = bans;
  }

  /** The people who were kicked from the current round. */
  get kicked(): ReadonlySet<string> {
    const round = this.#round();
    return new Set(Array.from(this.#kicked).flatMap(([key, since]) => (since === round ? key : [])));
  }

  /** Refuses people with these keys until the next round: they were kicked from the room that this one replaces. */
  keepOut(kicked: Iterable<string>): void {
    for (const key of kicked) this.#kicked.set(key, this.#round());
  }

  /** Returns the reason to refuse a joiner that no password changes, or undefined. */
  refusalOf(joiner: Joiner): JoinRefusal | undefined {
    if (joiner.isOwn || joiner.isFounder) return undefined;
    if (this.#isBanned(joiner)) return "banned";
    if (this.#kicked.get(kickKey(joiner)) === this.#round()) return "kicked";
    if (this.isLocked && !this.#belongs(joiner.playerId)) return "locked";
    if (!joiner.spectate) return undefined;
    if (joiner.playerId !== "" && this.#isFighting(joiner.playerId)) return "fighting";
    const isCounted = this.#heldFor(joiner.playerId)?.spectator === true;
    return isCounted || this.#hasRoomToWatch() ? undefined : "fullOfSpectators";
  }

  /**
   * Returns the reason to refuse a joiner who asks for this room by its id, or undefined. A wrong password is counted
   * against their address.
   */
  judge(joiner: Joiner): JoinRefusal | undefined {
    return this.refusalOf(joiner) ?? (joiner.isOwn ? undefined : this.#tryPassword(joiner));
  }

  /**
   * Bans a person from the room. The ban is by identity, because a ban by address would hit a whole school behind one
   * router. A person who discards the identity and joins from the same address as a new guest is refused by the
   * address. `playedAs` is their identity in the room, which differs from `playerId` when they had joined twice.
   */
  ban(joiner: Pick<Joiner, "playerId" | "address">, playedAs: string): void {
    const { playerId, address } = joiner;
    for (const id of [playerId, playedAs]) if (id) this.bans.players.add(id);
    if (!address) return;
    const key = limitKey(address);
    // An earlier ban from this address keeps its time, so that it also covers guests created since then.
    if (!this.bans.addresses.has(key)) this.bans.addresses.set(key, Math.floor(this.#runtime.wallTime()));
  }

  /**
   * Refuses a person until the next round. A kick is by identity alone, because it is short, and others from the same
   * address may join. Bots have no identity, so a kick of one refuses all bots from its address.
   */
  kick(joiner: Pick<Joiner, "playerId" | "address" | "bot">, playedAs: string): void {
    const round = this.#round();
    for (const [key, since] of this.#kicked) if (since !== round) this.#kicked.delete(key);
    for (const playerId of [joiner.playerId, playedAs]) {
      const key = kickKey({ ...joiner, playerId });
      if (key !== "") this.#kicked.set(key, round);
    }
  }

  #isBanned({ playerId, address }: Joiner): boolean {
    if (this.bans.players.has(playerId)) return true;
    const since = this.bans.addresses.get(limitKey(address));
    return since !== undefined && (playerId === "" || madeAt(playerId) >= since);
  }

  #belongs(playerId: string): boolean {
    return this.#guests.has(playerId) || this.#heldFor(playerId) !== undefined;
  }

  #tryPassword({ password, address, playerId }: Joiner): JoinRefusal | undefined {
    if (this.#password === "" || this.#belongs(playerId)) return undefined;
    if (password === "") return "passwordNeeded";
    if (!this.#guesses.spend(address)) return "tooManyGuesses";
    if (!isSame(password, this.#password)) return "wrongPassword";
    this.#guesses.giveBack(address);
    return undefined;
  }
}

/** Key of a kicked joiner; "" for a new guest without an identity. */
const kickKey = ({ playerId, address, bot }: Pick<Joiner, "playerId" | "address" | "bot">): string =>
  bot ? `bots of ${limitKey(address)}` : playerId;

const noBans = (): Bans => ({ players: new Set(), addresses: new Map() });
