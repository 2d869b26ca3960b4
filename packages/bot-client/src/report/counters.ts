import type { Runtime } from "@fray/netcode/core";

import { COUNTS, type Count, type Traffic } from "../connection/traffic.ts";
import { noCounts, type ProgramRecord } from "../exec/counts.ts";
import { addCounts, addNumbers, increment } from "../sums.ts";
import { createHistograms, encodeHistograms, noLastSecond, noSums, type Snapshot, type Sums } from "./snapshot.ts";

/** A bot as the counters see it. */
export interface Counted {
  readonly kills: number;
  readonly deaths: number;
  readonly connection: {
    readonly traffic: Readonly<Traffic>;
    readonly ping: number;
    onPatch(listener: () => void): void;
  };
}

/** The time of one bot in play. */
interface Stay {
  readonly enteredAt: number;
  readonly joinBytes: number;
  /** The counts at the last sample. */
  sampled: Record<Count, number>;
  sampledAt: number;
}

/** Counts the actions of the bots of one thread. */
export class Counters {
  joined = 0;
  readonly #runtime: Runtime;
  /** How well the programs keep up, by the names of their bots. */
  readonly #programs = new Map<string, ProgramRecord>();
  readonly #failures = new Map<string, number>();
  readonly #disconnects = new Map<string, number>();
  readonly #decodeErrors = new Map<string, number>();
  readonly #playing = new Map<Counted, Stay>();
  /** The sums of bots that have left. */
  readonly #gone = noSums();
  readonly #histograms = createHistograms();
  #lastSecond = noLastSecond();

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** Counts a join that finally failed. */
  fail(reason: string): void {
    increment(this.#failures, reason);
  }

  /** Returns the record of the program that plays as `name`; a returning program keeps its record. */
  programOf(name: string): ProgramRecord {
    const record = this.#programs.get(name) ?? noCounts();
    this.#programs.set(name, record);
    return record;
  }

  enter(bot: Counted): void {
    const { traffic } = bot.connection;
    const now = this.#runtime.now();
    this.#playing.set(bot, { enteredAt: now, joinBytes: traffic.bytes, sampled: { ...traffic }, sampledAt: now });
    let patchedAt = now;
    bot.connection.onPatch(() => {
      const gap = this.#runtime.now() - patchedAt;
      patchedAt += gap;
      this.#histograms.patchGapMs.recordValue(Math.round(gap));
    });
  }

  /** The bot has stopped playing. `closeCode` is set if the server closed the connection. */
  leave(bot: Counted, closeCode?: number): void {
    const stay = this.#playing.get(bot);
    if (!stay) return;
    this.#playing.delete(bot);
    addNumbers(this.#gone, sumsOf(bot, stay, this.#runtime.now()));
    addCounts(this.#decodeErrors, bot.connection.traffic.decodeErrors);
    if (closeCode !== undefined) increment(this.#disconnects, String(closeCode));
  }

  /** Call this once a second. It takes the rates of all bots that played for the whole second. */
  sample(): void {
    const now = this.#runtime.now();
    const sum = noLastSecond();
    for (const [{ connection }, stay] of this.#playing) {
      const seconds = (now - stay.sampledAt) / 1000;
      if (seconds < 0.5) continue;
      for (const count of COUNTS) {
        const rate = (connection.traffic[count] - stay.sampled[count]) / seconds;
        this.#histograms[count].recordValue(Math.round(rate));
        sum[count] += rate;
      }
      this.#histograms.pingMs.recordValue(Math.round(connection.ping));
      sum.ping += connection.ping;
      sum.clients++;
      stay.sampled = { ...connection.traffic };
      stay.sampledAt = now;
    }
    this.#lastSecond = sum;
  }

  /** Returns all counts so far. */
  snapshot(): Snapshot {
    const now = this.#runtime.now();
    const sums = { ...this.#gone };
    const decodeErrors = new Map(this.#decodeErrors);
    for (const [bot, stay] of this.#playing) {
      addNumbers(sums, sumsOf(bot, stay, now));
      addCounts(decodeErrors, bot.connection.traffic.decodeErrors);
    }
    return {
      playing: this.#playing.size,
      joined: this.joined,
      programs: this.#programs,
      sums,
      lastSecond: this.#lastSecond,
      failures: this.#failures,
      disconnects: this.#disconnects,
      decodeErrors,
      histograms: encodeHistograms(this.#histograms),
    };
  }
}

function sumsOf({ kills, deaths, connection }: Counted, { enteredAt, joinBytes }: Stay, now: number): Sums {
  const { inputs, patches, bytes } = connection.traffic;
  return { inputs, patches, bytes, kills, deaths, playedMs: now - enteredAt, joinBytes };
}
