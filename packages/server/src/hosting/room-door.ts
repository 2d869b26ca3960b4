import { limitKey } from "@fray/netcode/server";
import type { JoinRefusal } from "@fray/shared-state/protocol/join-refusals";

import { GuessLimit } from "../network/guess-limit.ts";
import { isSame } from "../network/secret.ts";
import type { Joiner } from "../sessions/joiner.ts";
import { madeAt } from "../storage/identity.ts";

/** Who was banned from a room, and since when at the earliest in ms since 1970. */
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
  /** Counts the rounds. */
  readonly round: () => number;
  /** Whether somebody is in the fight, by who they are. */
  readonly isFighting: (playerId: string) => boolean;
  /** Of a room that this one replaces, and who was in that. */
  readonly bans?: Bans | undefined;
  readonly kicked?: ReadonlySet<string> | undefined;
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
  readonly #round: () => number;
  readonly #isFighting: (playerId: string) => boolean;
  /** Who was kicked, and in which round. */
  readonly #kicked: Map<string, number>;

  constructor({ password, hasRoomToWatch, heldFor, round, isFighting, ...before }: DoorOptions) {
    const { bans = noBans(), kicked = [], guests = new Set() } = before;
    this.#password = password;
    this.#hasRoomToWatch = hasRoomToWatch;
    this.#heldFor = heldFor;
    this.#round = round;
    this.#isFighting = isFighting;
    this.#kicked = new Map(Array.from(kicked, (key) => [key, round()]));
    this.#guests = guests;
    this.bans = bans;
  }

  /** Who was kicked from the present round. */
  get kicked(): ReadonlySet<string> {
    const round = this.#round();
    return new Set(Array.from(this.#kicked).flatMap(([key, since]) => (since === round ? key : [])));
  }

  /** Why somebody may not come in whatever they show, if so. */
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

  /** Why somebody who wants into this very room may not, if so. A wrong password is counted against their address. */
  async judge(joiner: Joiner): Promise<JoinRefusal | undefined> {
    return this.refusalOf(joiner) ?? (joiner.isOwn ? undefined : this.#tryPassword(joiner));
  }

  /**
   * Keeps somebody out from now on. By who they are: a ban by address would hit the whole school behind one router with one
   * pupil. But whoever throws that away, and comes from there as somebody new, is kept out by it. `playedAs` is who they were
   * in the room: in two places at once one is two.
   */
  ban(joiner: Pick<Joiner, "playerId" | "address">, playedAs: string): void {
    const { playerId, address } = joiner;
    for (const id of [playerId, playedAs]) if (id) this.bans.players.add(id);
    if (!address) return;
    const key = limitKey(address);
    // An earlier ban from there holds on for who has come as somebody new since then.
    if (!this.bans.addresses.has(key)) this.bans.addresses.set(key, Date.now());
  }

  /**
   * Keeps somebody out until the next round, by who they are alone: it is no more than a rest, and everybody else from the
   * same address can come in. Bots have no identity, so that all that would come from there are kept out with one.
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

  async #tryPassword({ password, address, playerId }: Joiner): Promise<JoinRefusal | undefined> {
    if (this.#password === "" || this.#belongs(playerId)) return undefined;
    if (password === "") return "passwordNeeded";
    if (!(await this.#guesses.spend(address))) return "tooManyGuesses";
    if (!isSame(password, this.#password)) return "wrongPassword";
    this.#guesses.giveBack(address);
    return undefined;
  }
}

/** What is kept of who was kicked; "" for somebody new, who is nobody yet. */
const kickKey = ({ playerId, address, bot }: Pick<Joiner, "playerId" | "address" | "bot">): string =>
  bot ? `bots of ${limitKey(address)}` : playerId;

const noBans = (): Bans => ({ players: new Set(), addresses: new Map() });
