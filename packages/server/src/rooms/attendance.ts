import type { Client } from "@colyseus/core";
import { hasTeams } from "@fray/shared-state/match/modes";
import { joinTeam } from "@fray/shared-state/match/teams";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import type { Presence } from "@fray/shared-state/protocol/presence";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import { modeOf } from "@fray/shared-state/schema/match-state";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import type { Ownership } from "../hosting/ownership.ts";
import type { Standing } from "../match/wreck.ts";
import { tell } from "../network/messages.ts";
import { createSeat, renewSeat, type Seat } from "../seats/seat.ts";
import type { Seats } from "../seats/seats.ts";
import type { ArenaClient, Visitor } from "../seats/visitor.ts";
import type { Audience } from "../spectating/audience.ts";
import type { Identities } from "../storage/identity.ts";
import type { Refusal, RoomCounters } from "./counters.ts";
import type { Fighting } from "./fighting.ts";
import { announcePresence } from "./presence.ts";

interface Surroundings {
  readonly state: ArenaState;
  readonly seats: Seats;
  readonly audience: Audience;
  readonly counters: RoomCounters;
  readonly ownership: Ownership;
  readonly identities: Identities;
  readonly fighting: Fighting;
  /** Simulation time in s. */
  readonly now: () => number;
}

/** Ends of a room: with everybody gone at once there is nobody to be told of anybody. */
const ROOM_ENDS: ReadonlySet<number | undefined> = new Set([CLOSE.serverShutdown, CLOSE.roomFailed, CLOSE.roomClosed]);

/** Who comes into a room, drops out, comes back and leaves. */
export class Attendance {
  readonly #room: Surroundings;

  constructor(room: Surroundings) {
    this.#room = room;
  }

  /** Gives somebody a seat, and a body unless they only watch. */
  join(client: ArenaClient, visitor: Visitor): Seat {
    const { state, seats, audience, ownership, identities, now } = this.#room;
    const held = this.#heldSeatOf(visitor);
    const playerId = this.#identify(client, visitor, held);
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
    audience.watch(client);
    if (!spectate) this.#room.fighting.enter(seat);
    ownership.arrive(seat);
    if (held) this.#replace(held, seat);
    announcePresence(seats, seat, held ? "returned" : "joined");
    return seat;
  }

  /** The line broke: the body stays in the arena for its player, and fights on its own luck meanwhile. */
  drop(seat: Seat, hold: Seat["hold"], code: number | undefined): void {
    seat.client = undefined;
    seat.hold = hold;
    seat.roster.connected = false;
    seat.bank.reset();
    if (!ROOM_ENDS.has(code)) announcePresence(this.#room.seats, seat, "dropped");
  }

  return(seat: Seat, client: Client): void {
    renewSeat(seat, client, this.#room.now());
    seat.hold = undefined;
    this.#room.audience.watch(client, seat.player);
    announcePresence(this.#room.seats, seat, "returned");
  }

  /** Takes leave of somebody for good. `why` is why they were sent away, if they were; `code` closed their connection. */
  leave(seat: Seat, why: Refusal | undefined, code: number | undefined): void {
    const { seats, ownership } = this.#room;
    this.#release(seat);
    ownership.depart(seat);
    if (!ROOM_ENDS.has(code)) announcePresence(seats, seat, departure(seat, why));
  }

  /** Gives up the place that is kept for somebody whose line is down. */
  giveUp(seat: Seat, why: Refusal): void {
    this.leave(seat, why, undefined);
    seat.hold?.reject();
  }

  #release(seat: Seat): void {
    const { state, seats, audience, counters } = this.#room;
    this.#room.fighting.leave(seat);
    seats.remove(seat);
    counters.retire(seat);
    audience.unwatch(seat.sessionId);
    state.roster.delete(seat.sessionId);
  }

  /** Who a person is, from one visit to the next; somebody new is told how to be the same again. */
  #identify(client: Client, { bot, playerId }: Visitor, held: Seat | undefined): string {
    const { identities, seats } = this.#room;
    if (bot) return "";
    if (held || (playerId && !seats.byPlayer(playerId))) return playerId;
    const id = identities.create();
    // Who is here already is somebody else the second time: in two places at once one is the same person only once.
    if (!playerId) tell(client, "identity", { id, token: identities.tokenOf(id) });
    return id;
  }

  /** The seat that is kept for a person who has lost their line, and comes in anew instead of coming back to it. */
  #heldSeatOf({ playerId }: Visitor): Seat | undefined {
    const seat = playerId ? this.#room.seats.byPlayer(playerId) : undefined;
    return seat && !seat.client ? seat : undefined;
  }

  /** Lets somebody go on as what they were in the seat that was kept for them, and gives that up. */
  #replace(held: Seat, seat: Seat): void {
    const { state, ownership } = this.#room;
    const { score, kills, deaths, team }: Standing = held.roster;
    Object.assign(seat.roster, { score, kills, deaths });
    if (seat.player && team > 0 && hasTeams(modeOf(state.match))) joinTeam(seat.roster, seat.player, team);
    ownership.follow(held, seat);
    this.#release(held);
    held.hold?.reject();
  }
}

function departure({ client }: Seat, why: Refusal | undefined): Presence {
  if (why === "kicked" || why === "banned" || why === "idle") return why;
  if (why) return "refused";
  return client ? "left" : "timedOut";
}
