import { TimeBank } from "@fray/netcode/server";
import { Rounds } from "@fray/server/internal/match/rounds";
import { ArenaRoom } from "@fray/server/internal/rooms/arena-room";
import { RoomCounters } from "@fray/server/internal/rooms/counters";
import { Fighting } from "@fray/server/internal/rooms/fighting";
import type { Session } from "@fray/server/internal/sessions/session";
import { Sessions } from "@fray/server/internal/sessions/sessions";
import type { WorldEvent } from "@fray/shared-state/simulation/events";

import { replaceMethod } from "./replace-method.ts";
import { momentOf, type RoundTick } from "./room-watch.ts";
import { snapshotOf, type Snapshot } from "./snapshot.ts";

/** A body leaves the fight of a room. */
export interface Departure {
  readonly id: number;
  /** Whether its player is connected: the player, or the server on the player's behalf, chose to leave. */
  readonly isConnected: boolean;
  readonly isBackfill: boolean;
  readonly wasAlive: boolean;
  readonly roomId: string;
}

interface Listener {
  /** The rooms that are open at present. */
  rooms(): Iterable<ArenaRoom>;
  /** The world of a tick has been stepped. May throw, as a bug in the tick would. */
  stepped(room: ArenaRoom): void;
  round(tick: RoundTick): void;
  tick(snapshot: Snapshot, tick: RoundTick): void;
  departure(departure: Departure): void;
  /** A room has been opened that continues the room `from` of another node. Both stand still. */
  received(room: ArenaRoom, from: string): void;
}

/**
 * Looks into the rooms of this process, from outside: it is told by methods that it puts in place of the product's
 * own, and that call them. So the product needs no switch for it.
 */
export class ServerWatch {
  /** All sessions of all rooms. */
  readonly sessions = new Set<Session>();
  /** Steps of real inputs that a time bank has given out. */
  readonly applied = new WeakMap<object, number>();
  /** Inputs that were taken without a body, so they had no effect. */
  readonly discarded = new WeakMap<object, number>();
  /** Inputs that the framework has given out or dropped while a time bank took from it. */
  readonly consumed = new WeakMap<object, number>();
  readonly #listener: Listener;

  constructor(listener: Listener) {
    this.#listener = listener;
    this.#watchSessions();
    this.#watchBanks();
    this.#watchTicks();
  }

  /** The session of a client, while it is in a room. */
  sessionOf(sessionId: string): Session | undefined {
    for (const session of this.sessions) if (session.sessionId === sessionId) return session;
    return undefined;
  }

  #watchSessions(): void {
    const { sessions } = this;
    replaceMethod(Sessions.prototype, "add", (add) => {
      return function (this: Sessions, session) {
        sessions.add(session);
        add.call(this, session);
      };
    });
    replaceMethod(Sessions.prototype, "remove", (remove) => {
      return function (this: Sessions, session) {
        sessions.delete(session);
        remove.call(this, session);
      };
    });
    const listener = this.#listener;
    replaceMethod(Fighting.prototype, "leave", (leave) => {
      return function (this: Fighting, session) {
        const { player, roster, client } = session;
        const room = Array.from(listener.rooms()).find(({ state }) => state.players.get(session.sessionId) === player);
        if (player && room)
          listener.departure({
            id: player.id,
            isConnected: client !== undefined,
            isBackfill: roster.backfill,
            wasAlive: player.alive,
            roomId: room.roomId,
          });
        leave.call(this, session);
      };
    });
  }

  #watchBanks(): void {
    const { applied, discarded, consumed } = this;
    /** The source's own count after a bank last took from it. */
    const counts = new WeakMap<object, number>();
    const count = (bank: object, before: number, now: number): void => {
      consumed.set(bank, (consumed.get(bank) ?? 0) + now - (counts.get(bank) ?? before));
      counts.set(bank, now);
    };
    replaceMethod(TimeBank.prototype, "reset", (reset) => {
      return function (this: TimeBank<unknown>) {
        // A new connection counts from 0 again.
        counts.delete(this);
        reset.call(this);
      };
    });
    replaceMethod(TimeBank.prototype, "collect", (collect) => {
      return function (this: TimeBank<unknown>, source, missed) {
        const before = source.consumedCount;
        const steps = collect.call(this, source, missed);
        count(this, before, source.consumedCount);
        const real = steps.filter(({ provisional }) => !provisional).length;
        applied.set(this, (applied.get(this) ?? 0) + real);
        return steps;
      };
    });
    replaceMethod(TimeBank.prototype, "discard", (discard) => {
      return function (this: TimeBank<unknown>, source) {
        const before = source.consumedCount;
        discard.call(this, source);
        count(this, before, source.consumedCount);
        discarded.set(this, (discarded.get(this) ?? 0) + source.consumedCount - before);
      };
    });
  }

  #watchTicks(): void {
    const listener = this.#listener;
    const last = new WeakMap<ArenaRoom, RoundTick>();
    /** The room whose tick runs, and what happened in its world. */
    let room: ArenaRoom | undefined;
    let events: readonly WorldEvent[] = [];
    replaceMethod(RoomCounters.prototype, "count", (count) => {
      return function (this: RoomCounters, counted) {
        room = Array.from(listener.rooms()).find((open) => countersOf(open) === this);
        events = counted;
        count.call(this, counted);
        if (room) listener.stepped(room);
      };
    });
    replaceMethod(Rounds.prototype, "advance", (advance) => {
      return function (this: Rounds) {
        if (!room) {
          advance.call(this);
          return;
        }
        const { world } = this;
        const before = momentOf(room);
        // The events belong to the world, which reuses the list.
        const kept = [...events];
        advance.call(this);
        const tick = { room, rounds: this, world, events: kept, before, after: momentOf(room) };
        last.set(room, tick);
        listener.round(tick);
      };
    });
    replaceMethod(ArenaRoom.prototype, "receive", (receive) => {
      return async function (this: ArenaRoom, transfer) {
        const receiving = receive.call(this, transfer);
        listener.received(this, transfer.from);
        return receiving;
      };
    });
    replaceMethod(ArenaRoom.prototype, "broadcastPatch", (broadcastPatch) => {
      return function (this: ArenaRoom) {
        const result = broadcastPatch.call(this);
        const tick = last.get(this);
        if (tick) listener.tick(snapshotOf(this.roomId, this.state, tick.rounds.world), tick);
        return result;
      };
    });
  }
}

const countersOf = (room: ArenaRoom): unknown => (room as unknown as { readonly counters: unknown }).counters;
