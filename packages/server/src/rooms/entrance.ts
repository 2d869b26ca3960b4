import type { Room } from "@colyseus/core";
import { limitKey } from "@fray/netcode/server";
import type { JoinRefusal } from "@fray/shared-state/protocol/join-refusals";

import type { RoomDoor } from "../hosting/room-door.ts";
import type { Joiner } from "../sessions/joiner.ts";
import type { Sessions } from "../sessions/sessions.ts";
import { readsRecords } from "../sync/state-readers.ts";
import { PendingSeats } from "./pending-seats.ts";
import type { RoomContext } from "./room-context.ts";

interface Surroundings {
  readonly context: RoomContext;
  readonly sessions: Sessions;
  /** The door of this room, which opens with the room. */
  readonly door: () => RoomDoor;
  /** Why a joiner can't join with their party, or beside their friend. */
  readonly refuseParty: (joiner: Joiner) => JoinRefusal | undefined;
  /** Number of places for clients that read no snapshot records. */
  readonly stockPlaces: () => number;
}

/** Gives the places of one room to joiners, by the room's own policy and by the limits of its server. */
export class Entrance {
  readonly #context: RoomContext;
  readonly #sessions: Sessions;
  readonly #door: () => RoomDoor;
  readonly #stockPlaces: () => number;
  readonly #refuseParty: Surroundings["refuseParty"];
  readonly #pendingSeats: PendingSeats;

  constructor(room: Room, { context, sessions, door, refuseParty, stockPlaces }: Surroundings) {
    this.#stockPlaces = stockPlaces;
    this.#refuseParty = refuseParty;
    this.#context = context;
    this.#sessions = sessions;
    this.#door = door;
    this.#pendingSeats = new PendingSeats(room, context.runtime);
  }

  /** Takes the place of a client that has connected. Throws an error that the player can read when it may not join. */
  enter(sessionId: string, joiner: Joiner): void {
    const { admission, limits, refusals, runtime } = this.#context;
    this.#pendingSeats.arrive(sessionId);
    // Another node may have reserved the seat, without knowing this server's load.
    admission.refuseWhenBusy();
    // The policy may have changed since the seat was reserved.
    const why = this.#refusalOf(joiner);
    if (why) throw refusals.refuseJoin(why);
    if (!limits.places.take(joiner, runtime.now(), admission.peers.left)) throw refusals.refuseJoin("tooManyPlaces");
  }

  /** Returns the reason why a join is refused, or undefined. */
  judge(joiner: Joiner): JoinRefusal | undefined {
    return this.#refusalOf(joiner) ?? this.#door().judge(joiner);
  }

  /**
   * Releases a reserved seat whose client has not connected, so that a new visitor can have it. Returns false when
   * there is none.
   */
  makeRoom(joiner: Joiner): Promise<boolean> {
    return this.#pendingSeats.makeRoom(limitKey(joiner.address));
  }

  /** Whether a seat is reserved for a member of a party who has not connected yet. */
  expectsParty(party: string): boolean {
    return this.#pendingSeats.visitors.some(({ partyId }) => partyId === party);
  }

  /** Whether a seat is reserved for one of the host's own bots that has not connected yet. */
  isForOwnBot(sessionId: string): boolean {
    return this.#pendingSeats.visitorOf(sessionId)?.isOwn ?? false;
  }

  /**
   * Returns the reconnection token of the session that is held for a person, or undefined. It needs no further place,
   * so it also works when the room is full.
   */
  claim(joiner: Joiner): string | undefined {
    if (!this.#canRead(joiner)) return undefined;
    const held = this.#sessions.heldFor(joiner.playerId) ?? (joiner.isOwn ? this.#sessions.heldOwnBot : undefined);
    const hold = held?.hold;
    if (hold) hold.claim = joiner;
    return hold?.tokens[0];
  }

  /** Returns the reason to refuse a join that no password or token changes, or undefined. */
  #refusalOf(joiner: Joiner): JoinRefusal | undefined {
    const why = this.#door().refusalOf(joiner) ?? this.#refuseParty(joiner);
    if (why) return why;
    if (!this.#canRead(joiner)) return "unreadable";
    const { admission, limits } = this.#context;
    return limits.places.allows(joiner, this.#allJoiners(), admission.peers.left) ? undefined : "tooManyPlaces";
  }

  /** Whether a client reads what this room would send it. */
  #canRead(joiner: Joiner): boolean {
    return readsRecords(joiner) || this.#sessions.stockBeside(joiner.playerId) < this.#stockPlaces();
  }

  /** Yields the joiners of all sessions in all rooms of the server. */
  *#allJoiners(): Iterable<Joiner> {
    for (const room of this.#context.arenas) yield* room.joiners();
  }
}
