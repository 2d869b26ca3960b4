import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64, type Histogram } from "hdr-histogram-js";

import type { Count } from "../connection/traffic.ts";
import type { ProgramRecord } from "../exec/counts.ts";

/** The values that have a histogram. Rates are of single clients in single seconds. */
export const DISTRIBUTIONS = ["inputs", "patches", "bytes", "pingMs", "patchGapMs"] as const;
export type DistributionName = (typeof DISTRIBUTIONS)[number];
export type Histograms = Readonly<Record<DistributionName, Histogram>>;

/** The last full second, summed over the `clients` that played all of it. */
export interface LastSecond extends Record<Count | "ping", number> {
  clients: number;
}

/** Values that are summed, over bots and over threads. */
export interface Sums extends Record<Count, number> {
  kills: number;
  deaths: number;
  /** Time in play, in ms. */
  playedMs: number;
  /** The bytes of joins, mostly the full state. No rate counts them. */
  joinBytes: number;
}

/** The counters of a thread so far: plain data, so one thread can send it to another. */
export interface Snapshot {
  readonly playing: number;
  readonly joined: number;
  /** How well programs keep up, by the names of their bots. */
  readonly programs: ReadonlyMap<string, Readonly<ProgramRecord>>;
  readonly sums: Readonly<Sums>;
  readonly lastSecond: Readonly<LastSecond>;
  /** Failed joins by reason, connections ended by the server by close code, unreadable messages by error message. */
  readonly failures: ReadonlyMap<string, number>;
  readonly disconnects: ReadonlyMap<string, number>;
  readonly decodeErrors: ReadonlyMap<string, number>;
  readonly histograms: Readonly<Record<DistributionName, string>>;
}

export const noSums = (): Sums => ({
  inputs: 0,
  patches: 0,
  bytes: 0,
  kills: 0,
  deaths: 0,
  playedMs: 0,
  joinBytes: 0,
});

export const noLastSecond = (): LastSecond => ({ clients: 0, inputs: 0, patches: 0, bytes: 0, ping: 0 });

/** Creates empty histograms. */
export function createHistograms(): Histograms {
  return { inputs: build(), patches: build(), bytes: build(), pingMs: build(), patchGapMs: build() };
}

export function encodeHistograms(histograms: Histograms): Snapshot["histograms"] {
  const encode = (name: DistributionName): string => encodeIntoCompressedBase64(histograms[name]);
  return {
    inputs: encode("inputs"),
    patches: encode("patches"),
    bytes: encode("bytes"),
    pingMs: encode("pingMs"),
    patchGapMs: encode("patchGapMs"),
  };
}

/** Merges the histograms of several threads into one of each kind. */
export function mergeHistograms(snapshots: Iterable<Snapshot>): Histograms {
  const merged = createHistograms();
  for (const { histograms } of snapshots) {
    for (const name of DISTRIBUTIONS) merged[name].add(decodeFromCompressedBase64(histograms[name]));
  }
  return merged;
}
