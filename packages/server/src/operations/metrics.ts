import { namesOf } from "@fray/netcode/core";
import { BACKPRESSURE_LEVELS, publishTick, type TickListener } from "@fray/netcode/server";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

import { lostLogLines } from "../logger.ts";
import { pageErrorCounts } from "../network/page-error-counts.ts";
import { refusalCounts } from "../network/refusal-counts.ts";
import { serverLoad } from "../overload/server-load.ts";
import { peerEvents } from "../peer-log.ts";

/** Edges in s around the steps of 20..60 Hz. */
const TICK_BUCKETS_S = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.0167, 0.025, 0.034, 0.04, 0.05, 0.067, 0.1, 0.25, 1];

/** What a room has now. */
export interface RoomGauges {
  /** People in it who do not play yet, of a lobby. */
  readonly waiting: number;
  readonly people: number;
  readonly bots: number;
  readonly spectators: number;
  /** Bytes that peers have not proven to have read: of all, and of the one with most of them. */
  readonly bufferedBytes: number;
  readonly mostBufferedBytes: number;
  /** Lines by the step of the ladder they are on. */
  readonly lines: Readonly<Record<string, number>>;
}

/** What a room has counted since it opened. */
export interface RoomCounts {
  readonly ticksDropped: number;
  readonly inputsReceived: number;
  readonly inputsDropped: number;
  readonly inputsHeld: number;
  readonly slowReaders: number;
  readonly patchesHeld: number;
  /** Given to sockets, nearly all of it patches. */
  readonly sentBytes: number;
  /** By reason. */
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
/** Of the rooms that have closed: what is counted never goes back. */
const closed = new Map<keyof RoomCounts, Map<string, number>>();

collectDefaultMetrics({ register: registry });
const tickWork = histogram("fray_tick_work_seconds", "Time spent in a tick");
const tickGap = histogram("fray_tick_gap_seconds", "Time between the starts of neighbouring ticks");
gauge("fray_rooms", "Arenas open", () => Array.from(rooms).filter(({ kind }) => kind === "arena").length);
gauge("fray_lobby_people", "People in lobbies", () => sum("waiting"));
gauge("fray_players", "People who fight", () => sum("people"));
gauge("fray_bots", "Bots that fight", () => sum("bots"));
gauge("fray_spectators", "Clients that watch", () => sum("spectators"));
gauge("fray_buffered_bytes", "Bytes that peers have not proven to have read", () => sum("bufferedBytes"));
gauge("fray_buffered_bytes_max", "The same of the peer with most of them", () =>
  Math.max(0, ...each("mostBufferedBytes")),
);
lineGauge("fray_lines", "Lines by the rate they keep up with");
gauge("fray_overload_level", "What the server gives up: 0 nothing .. 4 lets nobody in", () => serverLoad.level);
counter("fray_ticks_dropped_total", "Ticks that never ran", "ticksDropped");
counter("fray_inputs_received_total", "Inputs that arrived, whatever became of them", "inputsReceived");
counter("fray_inputs_dropped_total", "Inputs that came too late or were never earned", "inputsDropped");
counter("fray_inputs_held_total", "Steps made up because an input was late", "inputsHeld");
counter("fray_slow_readers_total", "Lines ended because their peer was too far behind", "slowReaders");
counter("fray_patches_held_total", "Patches not sent in their turn to who does not keep up", "patchesHeld");
counter("fray_sent_bytes_total", "Bytes given to sockets, nearly all of them patches", "sentBytes");
counter("fray_clients_refused_total", "Clients sent away", "clientsRefused");
counter("fray_messages_refused_total", "Messages dropped", "messagesRefused");
labelledCounter("fray_joins_refused_total", "Turned away before they were in a room", () => refusalCounts);
labelledCounter("fray_page_errors_total", "Errors that pages have reported", () => pageErrorCounts);
labelledCounter("fray_peer_events_total", "What peers caused that the log tells at a bounded rate", peerEvents);
labelledCounter(
  "fray_log_lines_lost_total",
  "Log lines that could not be written",
  () => ({ "": lostLogLines() }),
  false,
);

/** What a room's tick metrics tell of every tick. */
export const observeTick: TickListener = (work, gap, spent) => {
  tickWork.observe(work / 1000);
  if (gap !== undefined) tickGap.observe(gap / 1000);
  publishTick(work, gap, spent);
};

/** Counts a room in from now on. */
export function measureRoom(room: MeasuredRoom): void {
  rooms.add(room);
}

/** Takes leave of a room that closes, and keeps what it has counted. */
export function retireRoom(room: MeasuredRoom): void {
  if (!rooms.delete(room)) return;
  const counts = room.counts();
  for (const key of namesOf(counts)) closed.set(key, total(key, [room]));
}

/** Everything, as a Prometheus server reads it. */
export const exposition = (): Promise<string> => registry.metrics();
export const EXPOSITION_TYPE = registry.contentType;

const each = (key: Exclude<keyof RoomGauges, "lines">): number[] => Array.from(rooms, (room) => room.gauges()[key]);
const sum = (key: Exclude<keyof RoomGauges, "lines">): number => each(key).reduce((all, value) => all + value, 0);

/** What `these` rooms and those closed before have counted, by label; a count without labels has the label "". */
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

/** A counter that is told its value when it is asked for. */
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
