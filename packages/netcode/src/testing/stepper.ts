import "./preload.ts";
import type { LinkOptions, Link } from "./link.ts";
import { seedRandomness } from "./seeded-randomness.ts";
import { VirtualClock } from "./virtual-clock.ts";
import { VirtualNetwork, type ConnectionServer } from "./virtual-network.ts";
import type { VirtualSocket } from "./virtual-socket.ts";
import { useNetwork } from "./virtual-web.ts";

export interface StepperOptions {
  /** Decides all randomness of the process. The same seed gives the same bytes. Default: 1. */
  readonly seed?: number;
  /** Virtual ms between two checks of a condition. Default: 4, a fraction of a tick. */
  readonly pollMs?: number;
  /** Wall time at the beginning, in ms since 1970-01-01 UTC. Default: 2026-01-01. */
  readonly startsAt?: number;
}

/** A client's way to the server: dial it at `endpoint`, and change what the link does. */
export interface Dialled {
  readonly endpoint: string;
  readonly link: Link;
}

const START = Date.UTC(2026, 0, 1);
const POLL_MS = 4;
const LIMIT_MS = 60_000;

/**
 * Runs a server and any number of real SDK clients in this process, in virtual time and over connections in memory.
 * Time passes only while a method of the stepper runs. One stepper can exist at a time, because clock, randomness and
 * `WebSocket` belong to the process. Import this module before `@colyseus/sdk`.
 */
export class Stepper {
  static #current: Stepper | undefined;
  readonly #clock: VirtualClock;
  readonly #network: VirtualNetwork;
  readonly #restoreRandomness: () => void;
  readonly #pollMs: number;

  /** Throws an Error when another stepper has not been closed. */
  constructor({ seed = 1, pollMs = POLL_MS, startsAt = START }: StepperOptions = {}) {
    if (Stepper.#current) throw new Error("another stepper holds the clock of this process");
    this.#pollMs = pollMs;
    this.#clock = new VirtualClock(startsAt);
    Stepper.#current = this;
    this.#restoreRandomness = seedRandomness(seed);
    this.#network = new VirtualNetwork(seed);
    useNetwork(this.#network);
  }

  /** The stepper that holds the clock of this process; undefined when time is real. */
  static get current(): Stepper | undefined {
    return Stepper.#current;
  }

  /** Virtual ms since the stepper was created. */
  get now(): number {
    return performance.now();
  }

  /** How many timers of the process have run, the stepper's own included: what a program costs while it waits. */
  get timersRun(): number {
    return this.#clock.timersRun;
  }

  /**
   * Opens a way for a client to `server`, Node's HTTP server of the game. It needs no port. `name` becomes part of the
   * endpoint. `address` is the address of the client that the server sees. A name that was used is the way of the same
   * client to one more server, at another `port`: it has the same link and address.
   */
  dial(name: string, server: ConnectionServer, options?: LinkOptions & { address?: string; port?: number }): Dialled {
    return this.#network.open(name, server, options);
  }

  /**
   * Opens a bare connection to an endpoint of `dial`, for a client that speaks its protocol by hand. It has what Node's
   * `net.Socket` has, and stays open when the server ends its side.
   */
  connect(endpoint: string): VirtualSocket {
    return this.#network.connect(new URL(endpoint), { allowHalfOpen: true });
  }

  /** Lets `ms` of virtual time pass. */
  advance(ms: number): Promise<void> {
    return this.#clock.advance(ms);
  }

  /**
   * Lets time pass until `condition` returns something truthy, and returns it. Throws an Error that says `what` after
   * `limitMs` of virtual time.
   */
  async until<Value>(
    what: string,
    condition: () => Value | Promise<Value>,
    limitMs = LIMIT_MS,
  ): Promise<Truthy<Value>> {
    const end = this.now + limitMs;
    for (;;) {
      const value = await this.settled(Promise.resolve(condition()));
      if (value) return value as Truthy<Value>;
      if (this.now >= end) throw new Error(`gave up waiting: ${what}`);
      await this.advance(this.#pollMs);
    }
  }

  /** Lets time pass until a promise is settled, such as a join, and returns its value. */
  async settled<Value>(promise: Promise<Value>, limitMs = LIMIT_MS): Promise<Value> {
    let limit: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      limit = setTimeout(() => reject(new Error(`a promise was not settled within ${limitMs} ms`)), limitMs);
    });
    try {
      return await this.#clock.drive(Promise.race([promise, tooLong]));
    } finally {
      clearTimeout(limit);
    }
  }

  /** Lets `ms` of virtual time pass at once, as a computation does that keeps the process busy: no timer runs meanwhile. */
  spend(ms: number): void {
    this.#clock.spend(ms);
  }

  /** Sets the wall clock. No time passes, and `performance.now()` does not change. */
  setWallTime(ms: number): void {
    this.#clock.setWallTime(ms);
  }

  /**
   * Gives the process its own clock, randomness and network back. Close clients and server before. Timers that are
   * still set never run.
   */
  close(): void {
    if (Stepper.#current !== this) return;
    useNetwork(undefined);
    this.#restoreRandomness();
    this.#clock.uninstall();
    Stepper.#current = undefined;
  }
}

type Truthy<Value> = NonNullable<Exclude<Value, false | "" | 0>>;
