import { namesOf } from "@fray/netcode/core";
import { BACKPRESSURE_LEVELS, publishTick, type TickListener } from "@fray/netcode/server";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

import { lostLogLines } from "../logger.ts";
import type { PageErrorCounts } from "../network/page-errors.ts";
import type { Refusals } from "../network/refusals.ts";
import type { ServerLoad } from "../overload/server-load.ts";
import type { PeerLog } from "../peer-log.ts";

/** Bucket bounds in s, chosen around the steps of 20 to 60 Hz. */
const TICK_BUCKETS_S = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.0167, 0.025, 0.034, 0.04, 0.05, 0.067, 0.1, 0.25, 1];

/** The current values of a room. */
export interface RoomGauges {
  /** People in a lobby. They do not play yet. */
  readonly waiting: number;
  readonly people: number;
  readonly bots: number;
  readonly spectators: number;
  /** Bytes that peers have not acknowledged: the sum, and the largest value of one peer. */
  readonly bufferedBytes: number;
  readonly mostBufferedBytes: number;
  /** Connections by backpressure level. */
  readonly lines: Readonly<Record<string, number>>;
}

/** The counts of a room since it opened. */
export interface RoomCounts {
  readonly ticksDropped: number;
  readonly inputsReceived: number;
  readonly inputsDropped: number;
  readonly inputsHeld: number;
  readonly slowReaders: number;
  readonly patchesHeld: number;
  /** Number of bytes written to sockets. Nearly all of them are patches. */
  readonly sentBytes: number;
  /** Number of refused clients, by reason. */
  readonly clientsRefused: Readonly<Record<string, number>>;
  readonly messagesRefused: Readonly<Record<string, number>>;
}

export interface MeasuredRoom {
  readonly kind: "arena" | "lobby";
  gauges(): RoomGauges;
  counts(): RoomCounts;
}

type Labelled = Readonly<Record<string, number>>;

interface Measured {
  readonly refusals: Refusals;
  readonly pageErrors: PageErrorCounts;
  readonly load: ServerLoad;
  readonly log: PeerLog;
}

/** Node's own metrics. They are those of the process, whichever server is asked. */
const processMetrics = new Registry();
collectDefaultMetrics({ register: processMetrics });

export const EXPOSITION_TYPE = processMetrics.contentType;

/** The metrics of one server. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #rooms = new Set<MeasuredRoom>();
  /** The counts of closed rooms, because a Prometheus counter must never decrease. */
  readonly #closed = new Map<keyof RoomCounts, Map<string, number>>();
  readonly #tickWork = this.#histogram("fray_tick_work_seconds", "Time spent in a tick");
  readonly #tickGap = this.#histogram("fray_tick_gap_seconds", "Time between the starts of consecutive ticks");

  constructor({ refusals, pageErrors, load, log }: Measured) {
    this.#gauge(
      "fray_rooms",
      "Arenas open",
      () => Array.from(this.#rooms).filter(({ kind }) => kind === "arena").length,
    );
    this.#gauge("fray_lobby_people", "People in lobbies", () => this.#sum("waiting"));
    this.#gauge("fray_players", "People who fight", () => this.#sum("people"));
    this.#gauge("fray_bots", "Bots that fight", () => this.#sum("bots"));
    this.#gauge("fray_spectators", "Clients that watch", () => this.#sum("spectators"));
    this.#gauge("fray_buffered_bytes", "Bytes that peers have not acknowledged", () => this.#sum("bufferedBytes"));
    this.#gauge("fray_buffered_bytes_max", "Bytes not acknowledged by the peer that has most of them", () =>
      Math.max(0, ...this.#each("mostBufferedBytes")),
    );
    this.#lineGauge("fray_lines", "Connections by backpressure level");
    this.#gauge(
      "fray_overload_level",
      "Degradation level of the server: 0 (none) to 4 (refuses joins)",
      () => load.level,
    );
    this.#counter("fray_ticks_dropped_total", "Ticks that were skipped", "ticksDropped");
    this.#counter("fray_inputs_received_total", "Inputs that arrived, used or not", "inputsReceived");
    this.#counter("fray_inputs_dropped_total", "Inputs that came too late or exceeded the time bank", "inputsDropped");
    this.#counter(
      "fray_inputs_held_total",
      "Steps simulated by repeating the last input because none had arrived",
      "inputsHeld",
    );
    this.#counter("fray_slow_readers_total", "Connections closed because their peer read too slowly", "slowReaders");
    this.#counter("fray_patches_held_total", "Patches not sent on time because the client was behind", "patchesHeld");
    this.#counter("fray_sent_bytes_total", "Bytes written to sockets, nearly all of them patches", "sentBytes");
    this.#counter("fray_clients_refused_total", "Clients that the server disconnected", "clientsRefused");
    this.#counter("fray_messages_refused_total", "Messages dropped", "messagesRefused");
    this.#labelledCounter(
      "fray_joins_refused_total",
      "Requests refused before they reached a room",
      () => refusals.counts,
    );
    this.#labelledCounter("fray_page_errors_total", "Errors that pages have reported", () => pageErrors);
    this.#labelledCounter("fray_peer_events_total", "Events caused by peers whose log lines have a rate limit", () =>
      log.counts(),
    );
    this.#labelledCounter(
      "fray_log_lines_lost_total",
      "Log lines that could not be written",
      () => ({ "": lostLogLines() }),
      false,
    );
  }

  /** Records each tick of a room. */
  observeTick(...[work, gap, spent]: Parameters<TickListener>): void {
    this.#tickWork.observe(work / 1000);
    if (gap !== undefined) this.#tickGap.observe(gap / 1000);
    publishTick(work, gap, spent);
  }

  /** Adds a room to the metrics. */
  measureRoom(room: MeasuredRoom): void {
    this.#rooms.add(room);
  }

  /** Removes a closed room from the metrics, and keeps its counts. */
  retireRoom(room: MeasuredRoom): void {
    if (!this.#rooms.delete(room)) return;
    const counts = room.counts();
    for (const key of namesOf(counts)) this.#closed.set(key, this.#total(key, [room]));
  }

  /** Returns all metrics in the Prometheus text format. */
  exposition(): Promise<string> {
    return Registry.merge([processMetrics, this.#registry]).metrics();
  }

  #each(key: Exclude<keyof RoomGauges, "lines">): number[] {
    return Array.from(this.#rooms, (room) => room.gauges()[key]);
  }

  #sum(key: Exclude<keyof RoomGauges, "lines">): number {
    return this.#each(key).reduce((all, value) => all + value, 0);
  }

  /** Sums the counts of `these` rooms and of all closed rooms, by label. A count without labels has the label "". */
  #total(key: keyof RoomCounts, these: Iterable<MeasuredRoom>): Map<string, number> {
    const all = new Map(this.#closed.get(key));
    for (const room of these) {
      const count = room.counts()[key];
      const labelled: Labelled = typeof count === "number" ? { "": count } : count;
      for (const [label, value] of Object.entries(labelled)) all.set(label, (all.get(label) ?? 0) + value);
    }
    return all;
  }

  #histogram(name: string, help: string): Histogram {
    return new Histogram({ name, help, buckets: TICK_BUCKETS_S, registers: [this.#registry] });
  }

  #gauge(name: string, help: string, read: () => number): void {
    const made: Gauge = new Gauge({ name, help, registers: [this.#registry], collect: () => made.set(read()) });
  }

  #lineGauge(name: string, help: string): void {
    const made: Gauge = new Gauge({
      name,
      help,
      labelNames: ["rate"],
      registers: [this.#registry],
      collect: () => {
        for (const { name: rate } of BACKPRESSURE_LEVELS) made.set({ rate }, 0);
        for (const room of this.#rooms)
          for (const [rate, lines] of Object.entries(room.gauges().lines)) made.inc({ rate }, lines);
      },
    });
  }

  #counter(name: string, help: string, key: keyof RoomCounts): void {
    this.#labelledCounter(name, help, () => Object.fromEntries(this.#total(key, this.#rooms)), isLabelled(key));
  }

  /** Creates a counter that reads its value when it is scraped. */
  #labelledCounter(name: string, help: string, read: () => Labelled, labelled = true): void {
    const made: Counter = new Counter({
      name,
      help,
      labelNames: labelled ? ["reason"] : [],
      registers: [this.#registry],
      collect: () => {
        made.reset();
        for (const [reason, value] of Object.entries(read())) {
          if (labelled) made.inc({ reason }, value);
          else made.inc(value);
        }
      },
    });
  }
}

function isLabelled(key: keyof RoomCounts): boolean {
  return key === "clientsRefused" || key === "messagesRefused";
}
