import type { Runtime, Timer } from "@fray/netcode/core";
import { TokenBucket, type Rate } from "@fray/netcode/server";

import { logger } from "./logger.ts";

/**
 * Rate for errors that a peer can cause at any rate. A few lines show the error, and the count shows how often it
 * occurs.
 */
const FAULT: Rate = { perSecond: 0.5, burst: 10 };
/** Rate for events that honest clients cause too. When a full room joins at once, all of it is logged. */
const TRAFFIC: Rate = { perSecond: 2, burst: 100 };

/** The kinds of log lines that a peer can cause, each with its own rate. */
const RATES = {
  arrival: TRAFFIC,
  departure: TRAFFIC,
  room: TRAFFIC,
  refusal: FAULT,
  slowReader: FAULT,
  /** An invalid or too long frame, or a broken connection. */
  connection: FAULT,
  /** A request that was refused before a seat, or a join that failed. */
  door: FAULT,
  request: FAULT,
  /** An error that a page reports. */
  page: FAULT,
  /** The server is overloaded, or no longer is. */
  load: FAULT,
  /** The output of the host's own bots. */
  bots: FAULT,
  /** Output of the framework or a library. */
  framework: FAULT,
  console: FAULT,
  /** A bug of this program. A peer that knows how to cause it can do so at any rate. */
  exception: FAULT,
} as const satisfies Record<string, Rate>;
export type PeerLogKind = keyof typeof RATES;

type Level = "debug" | "info" | "warn" | "error";

/** How long the count of dropped lines waits for the next line of its kind, in ms. */
const COUNT_DELAY_MS = 10_000;

class Kind {
  seen = 0;
  readonly #name: string;
  readonly #runtime: Runtime;
  readonly #bucket: TokenBucket;
  #unlogged = 0;
  #timer: Timer | undefined;

  constructor(name: string, rate: Rate, runtime: Runtime) {
    this.#name = name;
    this.#runtime = runtime;
    this.#bucket = new TokenBucket(rate, runtime.now());
  }

  log(level: Level, fields: object, message: string): void {
    this.seen++;
    if (!logger.isLevelEnabled(level)) return;
    if (this.#bucket.take(this.#runtime.now())) {
      logger[level](this.#unlogged > 0 ? { ...fields, unlogged: this.#unlogged } : fields, message);
      this.#settle();
    } else {
      this.#unlogged++;
      this.#timer ??= this.#runtime.setTimeout(() => this.#sayCount(), COUNT_DELAY_MS, { background: true });
    }
  }

  #sayCount(): void {
    logger.warn({ kind: this.#name, unlogged: this.#unlogged }, "log lines of this kind were dropped");
    this.#settle();
  }

  #settle(): void {
    this.#unlogged = 0;
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}

/** The log lines of one server that peers can cause. */
export class PeerLog {
  readonly #kinds: Readonly<Record<PeerLogKind, Kind>>;

  constructor(runtime: Runtime) {
    this.#kinds = mapValues(RATES, (name, rate) => new Kind(name, rate, runtime));
  }

  /**
   * Logs something that a peer has caused, at most at the rate of its kind. Further lines are counted: the count is in
   * the next line of the kind or in a separate line, and in the metrics. Fields are plain values. For an error, use
   * only `faultOf`.
   */
  write(kind: PeerLogKind, level: Level, fields: object, message: string): void {
    this.#kinds[kind].log(level, fields, message);
  }

  /** Returns how often each kind occurred, logged or not. */
  counts(): Record<PeerLogKind, number> {
    return mapValues(this.#kinds, (_name, { seen }) => seen);
  }
}

const mapValues = <From, To>(
  table: Readonly<Record<PeerLogKind, From>>,
  map: (name: string, value: From) => To,
): Record<PeerLogKind, To> =>
  Object.fromEntries(Object.entries(table).map(([name, value]) => [name, map(name, value)])) as Record<PeerLogKind, To>;

const MAX_FAULT_LENGTH = 300;

/**
 * Returns the loggable part of an error that a peer can cause: its message and where it was thrown, without the
 * stack.
 */
export function faultOf(error: unknown): { fault: string; at?: string } {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const [fault = "", ...lines] = text.split("\n");
  const at = lines.find((line) => line.startsWith("    at "))?.trim();
  return { fault: fault.slice(0, MAX_FAULT_LENGTH), ...(at !== undefined && { at: at.slice(0, MAX_FAULT_LENGTH) }) };
}

/**
 * Returns the fault in the arguments of a log call by other code: the fault of an error among them, or else the first
 * argument. Objects are not inspected, because they may be large.
 */
export function faultIn(logged: readonly unknown[]): { fault: string; at?: string } {
  const [first] = logged;
  const error = logged.find((each) => each instanceof Error);
  return faultOf(error ?? (typeof first === "object" ? "an object" : first));
}
