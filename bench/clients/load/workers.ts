import type { TransportMode } from "@fray/netcode/client";
import { build, decodeFromCompressedBase64, type Histogram } from "hdr-histogram-js";

import { percentilesOf, type Percentiles } from "../percentiles.ts";
import type { LoadReading } from "./counters.ts";
import type { JoinReport, LoadOrders } from "./load-orders.ts";
import { LoadProcess } from "./load-process.ts";

/** Maximum number of clients of one load process. With more clients, the load would limit the measurement. */
const CLIENTS_PER_PROCESS = 500;
/** One client in this many decodes its patches, to find out what the others receive. */
const CLIENTS_PER_DECODING = 50;

/** The clients to join, over all processes. */
export interface Crowd {
  readonly http: string;
  readonly clients: number;
  /** Joins per second. */
  readonly rate: number;
  readonly fireShare: number;
  /** Number of the first client. Other clients of the same server have other numbers. */
  readonly first?: number;
  /** How many of the clients decode their patches. */
  readonly decoding?: number | undefined;
  /** The transport of those. */
  readonly transport?: TransportMode | undefined;
}

/** The measurements of all processes together. */
export interface LoadSummary {
  /** CPU of the busiest process, as a share of one core. */
  readonly cpuShare: number;
  readonly seconds: number;
  /** Clients that only count bytes, and the payload bytes that they received. */
  readonly clients: number;
  readonly bytes: LoadReading["bytes"];
  readonly patches: number;
  /** Mean of the decoding clients; NaN without any. */
  readonly bodiesInView: number;
  readonly faults: number;
  readonly closed: number;
  readonly patchGapMs: Percentiles;
  readonly latenessMs: Percentiles;
}

/** A pool of load processes with clients. */
export class LoadWorkers {
  readonly #processes: readonly LoadProcess[];

  constructor(clients: number, clientsPerProcess = CLIENTS_PER_PROCESS) {
    const count = Math.ceil(clients / clientsPerProcess);
    this.#processes = Array.from({ length: count }, () => new LoadProcess());
  }

  async join(crowd: Crowd): Promise<JoinReport> {
    const { clients, rate, decoding = Math.ceil(clients / CLIENTS_PER_DECODING), first = 0 } = crowd;
    const count = this.#processes.length;
    const reports = await Promise.all(
      this.#processes.map((process, index) =>
        process.ask("join", {
          http: crowd.http,
          fireShare: crowd.fireShare,
          first: first + shareOf(clients, count, index, true),
          count: shareOf(clients, count, index),
          rate: rate / count,
          decoding: shareOf(decoding, count, index),
          transport: crowd.transport,
        }),
      ),
    );
    return {
      joined: reports.reduce((sum, { joined }) => sum + joined, 0),
      failures: sumFailures(reports),
      stateMs: reports.flatMap(({ stateMs }) => stateMs),
    };
  }

  async play(hz: number): Promise<void> {
    await this.#all("play", { hz });
  }

  /** Resets the counters. */
  async begin(): Promise<void> {
    await this.#all("begin", {});
  }

  async end(): Promise<LoadSummary> {
    return summarize(await this.#all("end", {}));
  }

  /** Stops sending. Returns how many inputs were sent. */
  async rest(): Promise<number> {
    const answers = await this.#all("rest", {});
    return answers.reduce((sum, { sent }) => sum + sent, 0);
  }

  async leave(): Promise<void> {
    await this.#all("leave", {});
    for (const process of this.#processes) process.stop();
  }

  #all<Name extends "play" | "begin" | "end" | "rest" | "leave">(name: Name, details: LoadOrders[Name]) {
    return Promise.all(this.#processes.map((process) => process.ask(name, details)));
  }
}

/**
 * Returns part `index` of `total`, split into `count` parts that are as equal as possible. With `before`, returns the
 * sum of the parts before it.
 */
function shareOf(total: number, count: number, index: number, before = false): number {
  const start = Math.floor((total * index) / count);
  return before ? start : Math.floor((total * (index + 1)) / count) - start;
}

function sumFailures(reports: readonly JoinReport[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const { failures } of reports) {
    for (const [reason, count] of Object.entries(failures)) sum[reason] = (sum[reason] ?? 0) + count;
  }
  return sum;
}

function summarize(readings: readonly LoadReading[]): LoadSummary {
  const sum = (of: (reading: LoadReading) => number) => readings.reduce((total, reading) => total + of(reading), 0);
  const patches = sum((reading) => reading.patches);
  const decodedPatches = sum(({ decoded }) => decoded.patches);
  // Clients that only count bytes can't separate events from state in a patch.
  const eventsInPatches =
    decodedPatches > 0 ? (sum(({ decoded }) => decoded.eventBytes) / decodedPatches) * patches : 0;
  return {
    cpuShare: Math.max(...readings.map(({ cpuSeconds, wallSeconds }) => cpuSeconds / wallSeconds)),
    seconds: sum(({ wallSeconds }) => wallSeconds) / readings.length,
    clients: sum(({ clients }) => clients),
    bytes: {
      state: sum(({ bytes }) => bytes.state) - eventsInPatches,
      events: sum(({ bytes }) => bytes.events) + eventsInPatches,
      other: sum(({ bytes }) => bytes.other),
    },
    patches,
    bodiesInView: sum(({ decoded }) => decoded.bodies) / decodedPatches,
    faults: sum(({ faults }) => faults),
    closed: sum(({ closed }) => closed),
    patchGapMs: percentilesOf(merge(readings.map(({ patchGaps }) => patchGaps)), 1000),
    latenessMs: percentilesOf(merge(readings.map(({ lateness }) => lateness)), 1000),
  };
}

function merge(histograms: readonly string[]): Histogram {
  const merged = build();
  for (const histogram of histograms) merged.add(decodeFromCompressedBase64(histogram));
  return merged;
}
