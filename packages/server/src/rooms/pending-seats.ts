import type { Room } from "@colyseus/core";
import type { Runtime } from "@fray/netcode/core";
import { limitKey } from "@fray/netcode/server";

import type { Joiner } from "../sessions/joiner.ts";

/** A client that means to join opens its WebSocket within this time, in ms. */
const GRACE_MS = 1000;
/** How long an address is remembered after it let a reserved seat expire, in ms. */
const LAPSE_MEMORY_MS = 60_000;

/**
 * The framework's record of a reserved seat: the join options, the joiner, and whether the client has connected or
 * reconnected.
 */
type Reservation = readonly [options: unknown, joiner: Joiner | undefined, isConsumed?: boolean, isReturn?: boolean];

/** Private members of the framework's room that are used here. */
interface ReservingRoom {
  readonly _reservedSeats: Readonly<Record<string, Reservation>>;
  readonly _reservedSeatTimeouts: Readonly<Record<string, { _onTimeout(): Promise<void> } & Disposable>>;
  _reserveSeat(sessionId: string, options: unknown, joiner: Joiner | undefined, ...rest: unknown[]): Promise<boolean>;
}

interface Pending {
  readonly sessionId: string;
  /** Key under which limits count the joiner's address. */
  readonly key: string;
  readonly since: number;
}

/**
 * Reserved seats of a room whose clients have not connected yet. Two seat requests a second that never connected kept
 * a room of four closed to everybody else. So a full room releases such a seat to a new joiner when the seat's
 * address has several of them in the room, or has let one expire in the last minute.
 */
export class PendingSeats {
  readonly #room: ReservingRoom;
  readonly #runtime: Pick<Runtime, "now">;
  #pending: Pending[] = [];
  /** When an address last let a seat expire. */
  readonly #lapsedAt = new Map<string, number>();

  constructor(room: Room, runtime: Pick<Runtime, "now">) {
    this.#room = room as unknown as ReservingRoom;
    this.#runtime = runtime;
    const reserve = this.#room._reserveSeat.bind(room);
    this.#room._reserveSeat = async (sessionId, options, joiner, ...rest) => {
      const isReserved = await reserve(sessionId, options, joiner, ...rest);
      const now = runtime.now();
      if (isReserved && joiner) this.#pending.push({ sessionId, key: limitKey(joiner.address), since: now });
      this.#settle(now);
      return isReserved;
    };
  }

  /** Returns the joiner of a reserved seat while the client has not connected. */
  visitorOf(sessionId: string): Joiner | undefined {
    return this.#isPending(sessionId) ? this.#room._reservedSeats[sessionId]?.[1] : undefined;
  }

  /** The joiners of all reserved seats whose clients have not connected. */
  get visitors(): Joiner[] {
    return this.#pending.flatMap(({ sessionId }) => this.visitorOf(sessionId) ?? []);
  }

  /** Marks a seat as used: its client has connected. */
  arrive(sessionId: string): void {
    this.#pending = this.#pending.filter((session) => session.sessionId !== sessionId);
  }

  /** Releases one of the seats for a joiner from another address. Returns false when none may be released. */
  async makeRoom(key: string): Promise<boolean> {
    const now = this.#runtime.now();
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
    // Runs the framework's own timeout at once, because it also corrects the client count and unlocks the room.
    const isCounted = timeout._onTimeout();
    timeout[Symbol.dispose]();
    await isCounted;
    return true;
  }

  /** Forgets seats whose clients have connected or whose time is over. */
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
