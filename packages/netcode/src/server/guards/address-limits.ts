import { RateLimiterMemory } from "rate-limiter-flexible";

import { limitKey } from "./client-address.ts";

const MINUTE_S = 60;
/** How long a reserved seat waits for its WebSocket. `pendingSeats` of them can wait at once. */
export const SEAT_WAIT_S = 5;

export interface AddressLimitSettings {
  /** Joins per minute from one address, and as many visits to the lobby; 0 for no limits at all. */
  readonly joinsPerMinute: number;
  /** Seats reserved from one address that may wait for their WebSocket at once. */
  readonly pendingSeats: number;
  /** WebSockets opened per minute from one address. */
  readonly connectionsPerMinute: number;
  /** WebSockets that one address may have open at once. */
  readonly openConnections: number;
}

/**
 * Limits what one address may request, and how many connections it may keep open. These are rates, not counts: thirty
 * people behind one router can play, and a script that joins hundreds of times per second cannot. Without limits, 800
 * anonymous seats were taken in 1.4 s.
 */
export class AddressLimits {
  readonly #isOff: boolean;
  readonly #joins: RateLimiterMemory;
  readonly #visits: RateLimiterMemory;
  readonly #sessions: RateLimiterMemory;
  readonly #connections: RateLimiterMemory;
  readonly #openConnections: number;
  readonly #open = new Map<string, number>();

  constructor({ joinsPerMinute, pendingSeats, connectionsPerMinute, openConnections }: AddressLimitSettings) {
    this.#isOff = joinsPerMinute === 0;
    this.#joins = new RateLimiterMemory({ points: joinsPerMinute, duration: MINUTE_S });
    this.#visits = new RateLimiterMemory({ points: joinsPerMinute, duration: MINUTE_S });
    this.#sessions = new RateLimiterMemory({ points: pendingSeats, duration: SEAT_WAIT_S });
    this.#connections = new RateLimiterMemory({ points: connectionsPerMinute, duration: MINUTE_S });
    this.#openConnections = openConnections;
  }

  /** Whether an address may join again. */
  async mayJoin(address: string): Promise<boolean> {
    return (await this.#spend(this.#sessions, address)) && this.#spend(this.#joins, address);
  }

  /**
   * Whether an address may enter the lobby again. Every player does before joining, and the lobby has seats for all.
   */
  mayVisit(address: string): Promise<boolean> {
    return this.#spend(this.#visits, address);
  }

  /** Whether an address may open another WebSocket. */
  mayConnect(address: string): Promise<boolean> {
    return this.#spend(this.#connections, address);
  }

  /** Counts a connection of an address until `socket` closes. Returns false when the address has as many as it may. */
  keepOpen(address: string, socket: { once(event: "close", listener: () => void): unknown }): boolean {
    const key = limitKey(address);
    const open = this.#open.get(key) ?? 0;
    if (!this.#isOff && open >= this.#openConnections) return false;
    this.#open.set(key, open + 1);
    socket.once("close", () => {
      const left = (this.#open.get(key) ?? 0) - 1;
      if (left > 0) this.#open.set(key, left);
      else this.#open.delete(key);
    });
    return true;
  }

  async #spend(limiter: RateLimiterMemory, address: string): Promise<boolean> {
    if (this.#isOff) return true;
    try {
      await limiter.consume(limitKey(address));
      return true;
    } catch {
      return false;
    }
  }
}
