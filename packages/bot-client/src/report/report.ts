import type { Histogram } from "hdr-histogram-js";

import { noCounts, type ProgramCounts, type ProgramRecord } from "../exec/counts.ts";
import { addCounts, addNumbers } from "../sums.ts";
import { mergeHistograms, noLastSecond, noSums, type LastSecond, type Snapshot } from "./snapshot.ts";

/** A failed join's reason ends like this if the server limited the rate of joins: its HTTP status. */
const TOO_MANY_REQUESTS = "(429)";
const TURNED_AWAY =
  "The server limits how often one address joins: start it with --joins-per-minute 0 for a load test, or take a lower --ramp.";

export interface Distribution {
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** How well all programs kept up, together and one by one. */
export interface ProgramsReport extends ProgramCounts {
  readonly bots: readonly ({ readonly name: string } & Readonly<ProgramRecord>)[];
}

/**
 * The result of a run. Rates are per client and second. Means are over the time played, other statistics over single
 * seconds.
 */
export interface Report {
  readonly seconds: number;
  readonly playing: number;
  readonly joined: number;
  /** Bots that never joined, and why. */
  readonly failed: number;
  readonly failures: Readonly<Record<string, number>>;
  /** Connections that the server ended, by close code. */
  readonly disconnects: Readonly<Record<string, number>>;
  /** Messages that could not be read, or only in part, by error message. */
  readonly decodeErrors: Readonly<Record<string, number>>;
  readonly kills: number;
  readonly deaths: number;
  /** How well the programs kept up, if there are any. */
  readonly programs: ProgramsReport | undefined;
  readonly inputs: Distribution;
  readonly patches: Distribution;
  /** Received bytes, with WebSocket headers and without those of TCP. */
  readonly bytes: Distribution;
  /** Time from sending an input to receiving its result: the round trip and the wait for the tick. */
  readonly pingMs: Distribution;
  /** Time between two patches of a client. */
  readonly patchGapMs: Distribution;
  /** All bytes, including the full states of joins, but not the handshakes (about 0.6 kB per join). */
  readonly totals: { readonly inputs: number; readonly patches: number; readonly bytes: number };
  /** Means over the clients in play, of the last full second. */
  readonly now: Omit<LastSecond, "clients">;
}

/** Builds the report of a run of this length in s, from the counters of all its threads. */
export function reportOf(snapshots: readonly Snapshot[], seconds: number): Report {
  const sums = noSums();
  const lastSecond = noLastSecond();
  for (const snapshot of snapshots) {
    addNumbers(sums, snapshot.sums);
    addNumbers(lastSecond, snapshot.lastSecond);
  }
  const { inputs, patches, bytes, kills, deaths, joinBytes } = sums;
  const histograms = mergeHistograms(snapshots);
  const rate = (count: number, histogram: Histogram): Distribution => ({
    ...distributionOf(histogram),
    mean: oneDecimal(count / Math.max(sums.playedMs / 1000, 1e-3)),
  });
  const failures = counted(snapshots, "failures");
  return {
    seconds: oneDecimal(seconds),
    playing: total(snapshots, "playing"),
    joined: total(snapshots, "joined"),
    failed: countAll(failures),
    failures,
    disconnects: counted(snapshots, "disconnects"),
    decodeErrors: counted(snapshots, "decodeErrors"),
    kills,
    deaths,
    programs: programsIn(snapshots),
    inputs: rate(inputs, histograms.inputs),
    patches: rate(patches, histograms.patches),
    bytes: rate(bytes - joinBytes, histograms.bytes),
    pingMs: distributionOf(histograms.pingMs),
    patchGapMs: distributionOf(histograms.patchGapMs),
    totals: { inputs, patches, bytes },
    now: meansOf(lastSecond),
  };
}

/** Sums up all errors: failed joins, connections ended by the server, unreadable messages. */
export function troubleIn({ failures, disconnects, decodeErrors }: Report): number {
  return countAll(failures) + countAll(disconnects) + countAll(decodeErrors);
}

/** Suggests how a person can fix the errors, if a fix is known. */
export function adviceOn({ failures }: Report): string | undefined {
  const turnedAway = Object.keys(failures).some((reason) => reason.endsWith(TOO_MANY_REQUESTS));
  return turnedAway ? TURNED_AWAY : undefined;
}

export function countAll(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

const total = (snapshots: readonly Snapshot[], key: "playing" | "joined"): number =>
  snapshots.reduce((sum, snapshot) => sum + snapshot[key], 0);

function programsIn(snapshots: readonly Snapshot[]): ProgramsReport | undefined {
  const sum = noCounts();
  const bots = snapshots.flatMap(({ programs }) => Array.from(programs, ([name, record]) => ({ name, ...record })));
  for (const bot of bots) addNumbers<keyof ProgramCounts>(sum, bot);
  return bots.length > 0 ? { ...sum, bots } : undefined;
}

function counted(
  snapshots: readonly Snapshot[],
  key: "failures" | "disconnects" | "decodeErrors",
): Record<string, number> {
  const sum = new Map<string, number>();
  for (const snapshot of snapshots) addCounts(sum, snapshot[key]);
  return Object.fromEntries(sum);
}

function distributionOf(histogram: Histogram): Distribution {
  const { p50, p90, p99, max } = histogram.summary;
  return { mean: oneDecimal(histogram.mean), p50, p90, p99, max };
}

function meansOf({ clients, inputs, patches, bytes, ping }: LastSecond): Report["now"] {
  const mean = (sum: number): number => oneDecimal(sum / Math.max(1, clients));
  return { inputs: mean(inputs), patches: mean(patches), bytes: mean(bytes), ping: mean(ping) };
}

const oneDecimal = (value: number): number => Math.round(value * 10) / 10;
