import type { Client } from "@colyseus/core";
import type { Presence } from "@fray/shared-state/protocol/presence";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import type { Ownership } from "../hosting/ownership.ts";
import type { Interest } from "../interest/interest.ts";
import { tell } from "../network/messages.ts";
import { createSeat, renewSeat, type Seat } from "../seats/seat.ts";
import type { Seats } from "../seats/seats.ts";
import type { ArenaClient, Visitor } from "../seats/visitor.ts";
import type { Identities } from "../storage/identity.ts";
import type { Refusal, RoomCounters } from "./counters.ts";
import type { Fighting } from "./fighting.ts";
import { announcePresence } from "./presence.ts";

interface Surroundings {
  readonly state: ArenaState;
  readonly seats: Seats;
  readonly interest: Interest;
  readonly counters: RoomCounters;
  readonly ownership: Ownership;
  readonly identities: Identities;
  readonly fighting: Fighting;
  /** Simulation time in s. */
  readonly now: () => number;
  /** The room ends: with everybody gone at once there is nobody to be told of anybody. */
  readonly isEnding: () => boolean;
}

/** How long somebody who went into the fight, or out of it to watch, stays there, in s. Longer than a death takes. */
export const ROLE_REST_S = 5;

/** Who comes into a room, drops out, comes back and leaves. */
export class Attendance {
  readonly #room: Surroundings;

  constructor(room: Surroundings) {
    this.#room = room;
  }

  /** Gives somebody a seat, and a body unless they only watch. */
  join(client: ArenaClient, visitor: Visitor): Seat {
    const { state, seats, interest, ownership, identities, now } = this.#room;
    const held = this.#room.seats.heldFor(visitor.playerId);
    if (held) return this.#takeOver(held, client, visitor);
    const playerId = this.#identify(client, visitor);
    const { name, bot, spectate, isOwn } = visitor;
    const id = seats.nextId();
    const roster = Object.assign(new RosterEntry(), {
      id,
      playerId,
      name,
      bot,
      backfill: isOwn,
      spectator: spectate,
    });
    const friendCode = playerId && identities.friendCodeOf(playerId);
    const seat = createSeat(client, { visitor, roster, friendCode }, now());
    seats.add(seat);
    state.roster.set(client.sessionId, roster);
    interest.watch(client);
    if (!spectate) this.#room.fighting.enter(seat);
    ownership.arrive(seat);
    announcePresence(seats, seat, "joined");
    return seat;
  }

  /** The line broke: the body stays in the arena for its player, and fights on its own luck meanwhile. */
  drop(seat: Seat, hold: Seat["hold"]): void {
    seat.client = undefined;
    seat.hold = hold;
    seat.roster.connected = false;
    seat.bank.reset();
    if (!this.#room.isEnding()) announcePresence(this.#room.seats, seat, "dropped");
  }

  return(seat: Seat, client: Client): void {
    renewSeat(seat, client, this.#room.now());
    const claim = seat.hold?.claim;
    seat.hold = undefined;
    seat.roster.killedAway = false;
    this.#room.interest.watch(client, seat.player);
    if (claim) this.#settleRole(seat, claim.spectate);
    announcePresence(this.#room.seats, seat, "returned");
  }

  /** Takes leave of somebody for good. `why` is why they were sent away, if they were. */
  leave(seat: Seat, why: Refusal | undefined): void {
    const { seats, ownership } = this.#room;
    this.#release(seat);
    ownership.depart(seat);
    if (!this.#room.isEnding()) announcePresence(seats, seat, departure(seat, why));
  }

  /** Gives up the place that is kept for somebody whose line is down. */
  giveUp(seat: Seat, why: Refusal): void {
    this.leave(seat, why);
    seat.hold?.reject();
  }

  /**
   * Lets a person who comes in anew go on in the seat that is held for them: the same number, standing and body. The old
   * connection's token is void from now on.
   */
  #takeOver(held: Seat, client: ArenaClient, visitor: Visitor): Seat {
    const { state, seats, interest, fighting, now } = this.#room;
    const { id, playerId, team, spectator, score, kills, deaths } = held.roster;
    const { name } = visitor;
    const standing = { id, playerId, name, team, spectator, score, kills, deaths };
    const roster = Object.assign(new RosterEntry(), standing);
    const { friendCode, allowance, roleSince } = held;
    const seat = { ...createSeat(client, { visitor, roster, friendCode }, now()), allowance, roleSince };
    interest.watch(client);
    fighting.handOver(held, seat);
    this.#release(held);
    held.hold?.reject();
    seats.add(seat);
    state.roster.set(client.sessionId, roster);
    this.#settleRole(seat, visitor.spectate);
    announcePresence(seats, seat, "returned");
    return seat;
  }

  /** Makes a person who has come back a fighter or a spectator, as they wish. One who has just changed spawns after a rest. */
  #settleRole(seat: Seat, spectate: boolean): void {
    if (spectate === seat.roster.spectator) return;
    const { fighting, now } = this.#room;
    if (spectate) fighting.leave(seat);
    else fighting.enter(seat, Math.max(0, seat.roleSince + ROLE_REST_S - now()));
    seat.roleSince = now();
  }

  #release(seat: Seat): void {
    const { state, seats, interest, counters } = this.#room;
    this.#room.fighting.leave(seat);
    seats.remove(seat);
    counters.retire(seat);
    interest.unwatch(seat.sessionId);
    state.roster.delete(seat.sessionId);
  }

  /** Who a person is, from one visit to the next; somebody new is told how to be the same again. */
  #identify(client: Client, { bot, playerId }: Visitor): string {
    const { identities, seats } = this.#room;
    if (bot) return "";
    if (playerId && !seats.byPlayer(playerId)) return playerId;
    const id = identities.create();
    // Who is here already is somebody else the second time: in two places at once one is the same person only once.
    if (!playerId) tell(client, "identity", { id, token: identities.tokenOf(id) });
    return id;
  }
}

function departure({ client }: Seat, why: Refusal | undefined): Presence {
  if (why === "kicked" || why === "banned" || why === "idle") return why;
  if (why) return "refused";
  return client ? "left" : "timedOut";
}
