import type { Runtime } from "../../core/runtime.ts";
import { limitKey } from "./client-address.ts";
import { KeyedWindows } from "./keyed-windows.ts";

const MINUTE_MS = 60_000;
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
  readonly #joins: KeyedWindows;
  readonly #visits: KeyedWindows;
  readonly #sessions: KeyedWindows;
  readonly #connections: KeyedWindows;
  readonly #openConnections: number;
  readonly #open = new Map<string, number>();

  constructor(settings: AddressLimitSettings, runtime: Pick<Runtime, "now">) {
    const { joinsPerMinute, pendingSeats, connectionsPerMinute, openConnections } = settings;
    this.#isOff = joinsPerMinute === 0;
    this.#joins = new KeyedWindows({ uses: joinsPerMinute, windowMs: MINUTE_MS }, runtime);
    this.#visits = new KeyedWindows({ uses: joinsPerMinute, windowMs: MINUTE_MS }, runtime);
    this.#sessions = new KeyedWindows({ uses: pendingSeats, windowMs: SEAT_WAIT_S * 1000 }, runtime);
    this.#connections = new KeyedWindows({ uses: connectionsPerMinute, windowMs: MINUTE_MS }, runtime);
    this.#openConnections = openConnections;
  }

  /** Whether an address may join again. */
  mayJoin(address: string): boolean {
    return this.#spend(this.#sessions, address) && this.#spend(this.#joins, address);
  }

  /**
   * Whether an address may enter the lobby again. Every player does before joining, and the lobby has seats for all.
   */
  mayVisit(address: string): boolean {
    return this.#spend(this.#visits, address);
  }

  /** Whether an address may open another WebSocket. */
  mayConnect(address: string): boolean {
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

  #spend(windows: KeyedWindows, address: string): boolean {
    return this.#isOff || windows.take(limitKey(address));
  }
}
