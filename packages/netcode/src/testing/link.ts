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
  /** Time until the server accepts a new connection, in ms. A join takes two connections. */
  readonly acceptMs?: number;
  /** What happens to new WebSockets, as some proxies do it. Plain HTTP is never affected. Default: "pass". */
  readonly webSockets?: WebSocketFate;
}

/** `unanswered`: the request for one is never answered. `swallowed`: it opens, and carries nothing. */
export type WebSocketFate = "pass" | "refused" | "unanswered" | "swallowed";

/** About as much as Linux gives a connection at first: 128 kB to receive and as much to send. */
const BUFFER_BYTES = 256 * 1024;

/** The way between one client and the server, with all its connections. */
export class Link {
  #options: LinkOptions = {};
  readonly #random: Random;
  readonly #connections = new Set<Breakable>();
  #stalledUntil = 0;
  #isDown = false;

  constructor(options: LinkOptions, random: Random) {
    this.options = options;
    this.#random = random;
  }

  get options(): LinkOptions {
    return this.#options;
  }

  /** Throws a RangeError for a rate of 0 and for negative numbers. Use `stall` or `silence` to stop a connection. */
  set options(options: LinkOptions) {
    for (const [name, value] of Object.entries(options) as [string, unknown][])
      if (typeof value === "number" && !(name === "bytesPerSecond" ? value > 0 : value >= 0))
        throw new RangeError(`${name} is ${value}`);
    this.#options = options;
  }

  /** Whether new connections are refused. */
  get isDown(): boolean {
    return this.#isDown;
  }

  get bufferBytes(): number {
    return this.#options.bufferBytes ?? BUFFER_BYTES;
  }

  /** Whether the rate is limited. */
  get isLimited(): boolean {
    return (this.#options.bytesPerSecond ?? Infinity) < Infinity;
  }

  /** Number of open connections. */
  get connections(): number {
    return this.#connections.size;
  }

  /** Bytes that were sent in either direction and have not arrived. */
  get waitingBytes(): number {
    let bytes = 0;
    for (const connection of this.#connections) bytes += connection.waitingBytes;
    return bytes;
  }

  /** The end of the stall; 0 without one. */
  get stalledUntil(): number {
    return this.#stalledUntil;
  }

  /** Nothing arrives in either direction for `ms`. Then everything does, as after a lost packet. */
  stall(ms: number): void {
    this.#stalledUntil = Math.max(this.#stalledUntil, performance.now() + ms);
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
    for (const connection of this.#connections) connection.reset();
  }

  /** Breaks every WebSocket, and no other connection. */
  breakWebSockets(): void {
    for (const connection of this.#connections) if (connection.isWebSocket) connection.reset();
  }

  /** Silences the open connections for ever without closing them, as a switch of networks does. New ones work. */
  silence(): void {
    for (const connection of this.#connections) connection.silence();
  }

  /** Returns the time at which a byte arrives that is sent now on a free line. */
  arrivalTime(): number {
    const { roundTripMs = 0, jitterMs = 0 } = this.#options;
    const delayMs = roundTripMs / 2 + ((this.#random() * 2 - 1) * jitterMs) / 2;
    return performance.now() + Math.max(0, delayMs);
  }

  /** Returns how long the line is occupied by some bytes, in ms. */
  carryingMs(bytes: number): number {
    return (bytes / (this.#options.bytesPerSecond ?? Infinity)) * 1000;
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
  readonly isWebSocket: boolean;
  readonly waitingBytes: number;
  reset(): void;
  silence(): void;
}
