import { namesOf } from "@fray/netcode/core";
import { BACKPRESSURE_LEVELS, publishTick, type TickListener } from "@fray/netcode/server";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

import { lostLogLines } from "../logger.ts";
import { pageErrorCounts } from "../network/page-error-counts.ts";
import { refusalCounts } from "../network/refusal-counts.ts";
import { serverLoad } from "../overload/server-load.ts";
import { peerEvents } from "../peer-log.ts";

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

const registry = new Registry();
const rooms = new Set<MeasuredRoom>();
/** The counts of closed rooms, because a Prometheus counter must never decrease. */
const closed = new Map<keyof RoomCounts, Map<string, number>>();

collectDefaultMetrics({ register: registry });
const tickWork = histogram("fray_tick_work_seconds", "Time spent in a tick");
const tickGap = histogram("fray_tick_gap_seconds", "Time between the starts of consecutive ticks");
gauge("fray_rooms", "Arenas open", () => Array.from(rooms).filter(({ kind }) => kind === "arena").length);
gauge("fray_lobby_people", "People in lobbies", () => sum("waiting"));
gauge("fray_players", "People who fight", () => sum("people"));
gauge("fray_bots", "Bots that fight", () => sum("bots"));
gauge("fray_spectators", "Clients that watch", () => sum("spectators"));
gauge("fray_buffered_bytes", "Bytes that peers have not acknowledged", () => sum("bufferedBytes"));
gauge("fray_buffered_bytes_max", "Bytes not acknowledged by the peer that has most of them", () =>
  Math.max(0, ...each("mostBufferedBytes")),
);
lineGauge("fray_lines", "Connections by backpressure level");
gauge("fray_overload_level", "Degradation level of the server: 0 (none) to 4 (refuses joins)", () => serverLoad.level);
counter("fray_ticks_dropped_total", "Ticks that were skipped", "ticksDropped");
counter("fray_inputs_received_total", "Inputs that arrived, used or not", "inputsReceived");
counter("fray_inputs_dropped_total", "Inputs that came too late or exceeded the time bank", "inputsDropped");
counter("fray_inputs_held_total", "Steps simulated by repeating the last input because none had arrived", "inputsHeld");
counter("fray_slow_readers_total", "Connections closed because their peer read too slowly", "slowReaders");
counter("fray_patches_held_total", "Patches not sent on time because the client was behind", "patchesHeld");
counter("fray_sent_bytes_total", "Bytes written to sockets, nearly all of them patches", "sentBytes");
counter("fray_clients_refused_total", "Clients that the server disconnected", "clientsRefused");
counter("fray_messages_refused_total", "Messages dropped", "messagesRefused");
labelledCounter("fray_joins_refused_total", "Requests refused before they reached a room", () => refusalCounts);
labelledCounter("fray_page_errors_total", "Errors that pages have reported", () => pageErrorCounts);
labelledCounter("fray_peer_events_total", "Events caused by peers whose log lines have a rate limit", peerEvents);
labelledCounter(
  "fray_log_lines_lost_total",
  "Log lines that could not be written",
  () => ({ "": lostLogLines() }),
  false,
);

/** Records each tick of a room. */
export const observeTick: TickListener = (work, gap, spent) => {
  tickWork.observe(work / 1000);
  if (gap !== undefined) tickGap.observe(gap / 1000);
  publishTick(work, gap, spent);
};

/** Adds a room to the metrics. */
export function measureRoom(room: MeasuredRoom): void {
  rooms.add(room);
}

/** Removes a closed room from the metrics, and keeps its counts. */
export function retireRoom(room: MeasuredRoom): void {
  if (!rooms.delete(room)) return;
  const counts = room.counts();
  for (const key of namesOf(counts)) closed.set(key, total(key, [room]));
}

/** Returns all metrics in the Prometheus text format. */
export const exposition = (): Promise<string> => registry.metrics();
export const EXPOSITION_TYPE = registry.contentType;

const each = (key: Exclude<keyof RoomGauges, "lines">): number[] => Array.from(rooms, (room) => room.gauges()[key]);
const sum = (key: Exclude<keyof RoomGauges, "lines">): number => each(key).reduce((all, value) => all + value, 0);

/** Sums the counts of `these` rooms and of all closed rooms, by label. A count without labels has the label "". */
function total(key: keyof RoomCounts, these: Iterable<MeasuredRoom>): Map<string, number> {
  const all = new Map(closed.get(key));
  for (const room of these) {
    const count = room.counts()[key];
    const labelled: Labelled = typeof count === "number" ? { "": count } : count;
    for (const [label, value] of Object.entries(labelled)) all.set(label, (all.get(label) ?? 0) + value);
  }
  return all;
}

function histogram(name: string, help: string): Histogram {
  return new Histogram({ name, help, buckets: TICK_BUCKETS_S, registers: [registry] });
}

function gauge(name: string, help: string, read: () => number): void {
  const made: Gauge = new Gauge({ name, help, registers: [registry], collect: () => made.set(read()) });
}

function lineGauge(name: string, help: string): void {
  const made: Gauge = new Gauge({
    name,
    help,
    labelNames: ["rate"],
    registers: [registry],
    collect: () => {
      for (const { name: rate } of BACKPRESSURE_LEVELS) made.set({ rate }, 0);
      for (const room of rooms)
        for (const [rate, lines] of Object.entries(room.gauges().lines)) made.inc({ rate }, lines);
    },
  });
}

function counter(name: string, help: string, key: keyof RoomCounts): void {
  labelledCounter(name, help, () => Object.fromEntries(total(key, rooms)), isLabelled(key));
}

function isLabelled(key: keyof RoomCounts): boolean {
  return key === "clientsRefused" || key === "messagesRefused";
}

/** Creates a counter that reads its value when it is scraped. */
function labelledCounter(name: string, help: string, read: () => Labelled, labelled = true): void {
  const made: Counter = new Counter({
    name,
    help,
    labelNames: labelled ? ["reason"] : [],
    registers: [registry],
    collect: () => {
      made.reset();
      for (const [reason, value] of Object.entries(read())) {
        if (labelled) made.inc({ reason }, value);
        else made.inc(value);
      }
    },
  });
}
