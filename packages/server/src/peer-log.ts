import { TokenBucket, type Rate } from "@fray/netcode/server";

import { logger } from "./logger.ts";

/** Things that go wrong at will: a few lines tell what it is, and the count how much of it there is. */
const FAULT: Rate = { perSecond: 0.5, burst: 10 };
/** What an honest crowd causes as well: a full house that comes in at once is logged whole. */
const TRAFFIC: Rate = { perSecond: 2, burst: 100 };

/** All that somebody outside can make the server log, each kind at a rate of its own. */
const RATES = {
  arrival: TRAFFIC,
  departure: TRAFFIC,
  room: TRAFFIC,
  refusal: FAULT,
  slowReader: FAULT,
  /** A frame that is no WebSocket's, or too long, or a connection that broke. */
  connection: FAULT,
  /** Turned away before a seat, or a join that failed. */
  door: FAULT,
  request: FAULT,
  /** What a page says has gone wrong in it. */
  page: FAULT,
  /** The server has too much to do, or no longer. */
  load: FAULT,
  /** What the host's own bots write. */
  bots: FAULT,
  /** What the framework, or a library, would have written by itself. */
  framework: FAULT,
  console: FAULT,
  /** A bug of ours: who knows how to cause it can do so at will. */
  exception: FAULT,
} as const satisfies Record<string, Rate>;
export type PeerLogKind = keyof typeof RATES;

type Level = "debug" | "info" | "warn" | "error";

/** How long the count of what was not logged waits for a next line of its kind, in ms. */
const COUNT_DELAY_MS = 10_000;

class Kind {
  seen = 0;
  readonly #name: string;
  readonly #bucket: TokenBucket;
  #unlogged = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(name: string, rate: Rate) {
    this.#name = name;
    this.#bucket = new TokenBucket(rate, performance.now());
  }

  log(level: Level, fields: object, message: string): void {
    this.seen++;
    if (!logger.isLevelEnabled(level)) return;
    if (this.#bucket.take(performance.now())) {
      logger[level](this.#unlogged > 0 ? { ...fields, unlogged: this.#unlogged } : fields, message);
      this.#settle();
    } else {
      this.#unlogged++;
      this.#timer ??= setTimeout(() => this.#sayCount(), COUNT_DELAY_MS).unref();
    }
  }

  #sayCount(): void {
    logger.warn(
      { kind: this.#name, unlogged: this.#unlogged },
      "lines like the last one of their kind were not written",
    );
    this.#settle();
  }

  #settle(): void {
    this.#unlogged = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

const kinds = Object.fromEntries(Object.entries(RATES).map(([name, rate]) => [name, new Kind(name, rate)])) as Readonly<
  Record<PeerLogKind, Kind>
>;

/**
 * Logs something that a peer has caused, at the rate of its kind at most. What is beyond it is counted: in the next line of the
 * kind, or in one of its own, and in the metrics. Fields are plain values; of an error only `faultOf` belongs there.
 */
export function logPeer(kind: PeerLogKind, level: Level, fields: object, message: string): void {
  kinds[kind].log(level, fields, message);
}

/** How often each kind was seen, logged or not. */
export function peerEvents(): Record<PeerLogKind, number> {
  return Object.fromEntries(Object.entries(kinds).map(([name, { seen }]) => [name, seen])) as Record<
    PeerLogKind,
    number
  >;
}

const MAX_FAULT_LENGTH = 300;

/** What of an error a line has that a peer can cause: its words and where it was thrown, and not the stack. */
export function faultOf(error: unknown): { fault: string; at?: string } {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const [fault = "", ...lines] = text.split("\n");
  const at = lines.find((line) => line.startsWith("    at "))?.trim();
  return { fault: fault.slice(0, MAX_FAULT_LENGTH), ...(at !== undefined && { at: at.slice(0, MAX_FAULT_LENGTH) }) };
}

/** The same of what somebody else logs or prints: an error, or the first thing said. Objects are not looked into, however large. */
export function faultIn(said: readonly unknown[]): { fault: string; at?: string } {
  const [first] = said;
  const error = said.find((each) => each instanceof Error);
  return faultOf(error ?? (typeof first === "object" ? "an object" : first));
}
