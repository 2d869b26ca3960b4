import type { Random } from "../core/random.ts";

/** How a connection behaves. All of it can change while the connection is open. */
export interface LinkOptions {
  /** Round trip in ms; each direction takes half. */
  readonly roundTripMs?: number;
  /** The round trip varies by up to this much either way. The order of bytes stays, as with TCP. */
  readonly jitterMs?: number;
  /** Rate in each direction; excess bytes wait. */
  readonly bytesPerSecond?: number;
  /** Bytes that both ends' kernels hold in one direction. A writer waits when they are used up. */
  readonly bufferBytes?: number;
}

/** About as much as Linux gives a connection at first: 128 kB to receive and as much to send. */
const BUFFER_BYTES = 256 * 1024;

/** The way between one client and the server, with all its connections. */
export class Link {
  options: LinkOptions;
  readonly #random: Random;
  readonly #connections = new Set<Breakable>();
  #stalledUntil = 0;
  #isDown = false;

  constructor(options: LinkOptions, random: Random) {
    this.options = options;
    this.#random = random;
  }

  /** Whether new connections are refused. */
  get isDown(): boolean {
    return this.#isDown;
  }

  get bufferBytes(): number {
    return this.options.bufferBytes ?? BUFFER_BYTES;
  }

  /** Nothing arrives in either direction for `ms`. Then everything does, as after a lost packet. */
  stall(ms: number): void {
    this.#stalledUntil = performance.now() + ms;
  }

  /** Breaks every connection, and lets no new one through until `restore`. */
  cut(): void {
    this.#isDown = true;
    this.breakConnections();
  }

  restore(): void {
    this.#isDown = false;
  }

  /** Breaks every connection. New ones work. */
  breakConnections(): void {
    for (const connection of [...this.#connections]) connection.reset();
  }

  /** Silences the open connections for ever without closing them, as a switch of networks does. New ones work. */
  silence(): void {
    for (const connection of this.#connections) connection.silence();
  }

  /** The time at which bytes arrive that are written now; `free` is when the direction has sent the earlier ones. */
  schedule(bytes: number, free: number): number {
    const { roundTripMs = 0, jitterMs = 0, bytesPerSecond = Infinity } = this.options;
    const delay = roundTripMs / 2 + ((this.#random() * 2 - 1) * jitterMs) / 2;
    return Math.max(free, performance.now() + Math.max(0, delay)) + (bytes / bytesPerSecond) * 1000;
  }

  /** The end of the stall; 0 without one. */
  get stalledUntil(): number {
    return this.#stalledUntil;
  }

  add(connection: Breakable): void {
    this.#connections.add(connection);
  }

  remove(connection: Breakable): void {
    this.#connections.delete(connection);
  }
}

/** An open connection, as its link sees it. */
export interface Breakable {
  reset(): void;
  silence(): void;
}
