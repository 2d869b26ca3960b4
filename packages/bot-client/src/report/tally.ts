import { build, type Histogram } from "hdr-histogram-js";

import type { Traffic } from "../connection/arena-connection.ts";
import type { ProgramCounts } from "../exec/counts.ts";
import type { Distribution, Report } from "./report.ts";

/** A bot as the tally sees it. */
export interface Counted {
  readonly kills: number;
  readonly deaths: number;
  readonly connection: { readonly traffic: Readonly<Traffic>; readonly ping: number };
}

interface Window extends Traffic {
  at: number;
}

const COUNTS = ["inputs", "patches", "bytes"] as const;

/** Counts what a swarm does. Rates are per client: means over the time played, percentiles over single seconds. */
export class Tally {
  joined = 0;
  failed = 0;
  /** Means over the clients in play, of the last full second. */
  recent: Traffic & { ping: number } = { inputs: 0, patches: 0, bytes: 0, ping: 0 };
  /** How the programs keep up, where programs play. */
  programs: ProgramCounts | undefined;
  readonly #startedAt = performance.now();
  readonly #failures = new Map<string, number>();
  readonly #disconnects = new Map<string, number>();
  readonly #playing = new Map<Counted, Window & { readonly enteredAt: number; readonly before: Traffic }>();
  /** What those who are gone did. */
  readonly #gone = { inputs: 0, patches: 0, bytes: 0, kills: 0, deaths: 0, playedMs: 0 };
  readonly #rates: Record<keyof Traffic, Histogram> = { inputs: build(), patches: build(), bytes: build() };
  readonly #pings = build();

  get playing(): number {
    return this.#playing.size;
  }

  get kills(): number {
    return this.#sum("kills");
  }

  get deaths(): number {
    return this.#sum("deaths");
  }

  /** A join was given up. */
  fail(reason: string): void {
    this.failed++;
    increment(this.#failures, reason);
  }

  enter(bot: Counted): void {
    const now = performance.now();
    // The full state of a join is not part of any rate.
    const before = { ...bot.connection.traffic };
    this.#playing.set(bot, { ...before, before, at: now, enteredAt: now });
  }

  /** The bot plays no longer. With a close code when that was the server's doing. */
  leave(bot: Counted, closeCode?: number): void {
    const window = this.#playing.get(bot);
    if (!window) return;
    this.#playing.delete(bot);
    for (const count of COUNTS) this.#gone[count] += bot.connection.traffic[count] - window.before[count];
    this.#gone.kills += bot.kills;
    this.#gone.deaths += bot.deaths;
    this.#gone.playedMs += performance.now() - window.enteredAt;
    if (closeCode !== undefined) increment(this.#disconnects, String(closeCode));
  }

  /** To be called once a second: takes the rates of everybody who played all of it. */
  sample(): void {
    const now = performance.now();
    const sums = { inputs: 0, patches: 0, bytes: 0, ping: 0 };
    for (const [{ connection }, window] of this.#playing) {
      const seconds = (now - window.at) / 1000;
      if (seconds < 0.5) continue;
      for (const count of COUNTS) {
        const rate = (connection.traffic[count] - window[count]) / seconds;
        this.#rates[count].recordValue(Math.round(rate));
        sums[count] += rate;
        window[count] = connection.traffic[count];
      }
      this.#pings.recordValue(Math.round(connection.ping));
      sums.ping += connection.ping;
      window.at = now;
    }
    const clients = Math.max(1, this.#playing.size);
    for (const key of [...COUNTS, "ping"] as const) this.recent[key] = sums[key] / clients;
  }

  report(): Report {
    const totals = this.#totals();
    const playedSeconds = Math.max(totals.playedMs / 1000, 1e-3);
    const rate = (count: keyof Traffic): Distribution => ({
      mean: oneDecimal(totals[count] / playedSeconds),
      p99: this.#rates[count].getValueAtPercentile(99),
    });
    return {
      seconds: oneDecimal((performance.now() - this.#startedAt) / 1000),
      joined: this.joined,
      failed: this.failed,
      failures: Object.fromEntries(this.#failures),
      disconnects: Object.fromEntries(this.#disconnects),
      kills: this.kills,
      deaths: this.deaths,
      inputs: rate("inputs"),
      patches: rate("patches"),
      bytes: rate("bytes"),
      programs: this.programs,
      pingMs: { mean: oneDecimal(this.#pings.mean), p99: this.#pings.getValueAtPercentile(99) },
    };
  }

  #sum(count: "kills" | "deaths"): number {
    let sum = this.#gone[count];
    for (const bot of this.#playing.keys()) sum += bot[count];
    return sum;
  }

  #totals(): Traffic & { playedMs: number } {
    const totals = { ...this.#gone };
    for (const [{ connection }, { enteredAt, before }] of this.#playing) {
      for (const count of COUNTS) totals[count] += connection.traffic[count] - before[count];
      totals.playedMs += performance.now() - enteredAt;
    }
    return totals;
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

const oneDecimal = (value: number): number => Math.round(value * 10) / 10;
