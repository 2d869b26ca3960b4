import type { Room } from "@colyseus/core";
import { limitKey } from "@fray/netcode/server";

import type { Joiner } from "../sessions/joiner.ts";

/** Whoever means to come opens a WebSocket within this, in ms. */
const GRACE_MS = 1000;
/** How long an address is remembered that has let a seat lapse, in ms. */
const LAPSE_MEMORY_MS = 60_000;

/** How the framework keeps a seat for somebody: options, who it is for, and whether they have come or come back. */
type Reservation = readonly [options: unknown, joiner: Joiner | undefined, isConsumed?: boolean, isReturn?: boolean];

/** The part of the framework's room that it keeps to itself. */
interface ReservingRoom {
  readonly _reservedSeats: Readonly<Record<string, Reservation>>;
  readonly _reservedSeatTimeouts: Readonly<Record<string, { _onTimeout(): Promise<void> } & NodeJS.Timeout>>;
  _reserveSeat(sessionId: string, options: unknown, joiner: Joiner | undefined, ...rest: unknown[]): Promise<boolean>;
}

interface Pending {
  readonly sessionId: string;
  /** What the address is limited by. */
  readonly key: string;
  readonly since: number;
}

/**
 * Seats of a room that were given and that nobody has come for yet. Two requests a second, never followed by anybody, kept a
 * room of four shut to everybody else. So such a seat goes to whoever comes in earnest when there is no other left: from an
 * address that has several of them in the room, or has let one lapse of late.
 */
export class PendingSeats {
  readonly #room: ReservingRoom;
  readonly #clock: () => number;
  #pending: Pending[] = [];
  /** When an address last let a seat lapse. */
  readonly #lapsedAt = new Map<string, number>();

  /** `clock` says what time it is, in ms. */
  constructor(room: Room, clock = () => performance.now()) {
    this.#room = room as unknown as ReservingRoom;
    this.#clock = clock;
    const reserve = this.#room._reserveSeat.bind(room);
    this.#room._reserveSeat = async (sessionId, options, joiner, ...rest) => {
      const isReserved = await reserve(sessionId, options, joiner, ...rest);
      const now = clock();
      if (isReserved && joiner) this.#pending.push({ sessionId, key: limitKey(joiner.address), since: now });
      this.#settle(now);
      return isReserved;
    };
  }

  /** Who a seat was given to that nobody has come for yet. */
  visitorOf(sessionId: string): Joiner | undefined {
    return this.#isPending(sessionId) ? this.#room._reservedSeats[sessionId]?.[1] : undefined;
  }

  /** Somebody has come for theirs. */
  arrive(sessionId: string): void {
    this.#pending = this.#pending.filter((session) => session.sessionId !== sessionId);
  }

  /** Gives up one of them for somebody from another address; false when none is to be had. */
  async makeRoom(key: string): Promise<boolean> {
    const now = this.#clock();
    this.#settle(now);
    const idle = this.#pending.find(
      (session) =>
        session.key !== key &&
        now - session.since > GRACE_MS &&
        (this.#countOf(session.key) > 1 || this.#hasLapsed(session.key, now)),
    );
    if (!idle) return false;
    const timeout = this.#room._reservedSeatTimeouts[idle.sessionId];
    if (!timeout) return false;
    // As if its time were over: the framework counts its clients, and unlocks the room, in there.
    const isCounted = timeout._onTimeout();
    clearTimeout(timeout);
    await isCounted;
    return true;
  }

  /** Takes leave of those who have come, or whose time is over. */
  #settle(now: number): void {
    const { _reservedSeats: reserved } = this.#room;
    this.#pending = this.#pending.filter(({ sessionId, key }) => {
      if (this.#isPending(sessionId)) return true;
      if (!reserved[sessionId]) this.#lapsedAt.set(key, now);
      return false;
    });
    for (const [key, at] of this.#lapsedAt) if (now - at > LAPSE_MEMORY_MS) this.#lapsedAt.delete(key);
  }

  #isPending(sessionId: string): boolean {
    const reservation = this.#room._reservedSeats[sessionId];
    return reservation !== undefined && !reservation[2] && !reservation[3];
  }

  #countOf(key: string): number {
    return this.#pending.filter((session) => session.key === key).length;
  }

  #hasLapsed(key: string, now: number): boolean {
    return now - (this.#lapsedAt.get(key) ?? -Infinity) < LAPSE_MEMORY_MS;
  }
}
