import { BACKPRESSURE_LEVELS, publishTick, type PollServer, type TickListener } from "@fray/netcode/server";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

import { BUILD } from "../build.ts";
import type { Config } from "../config/schema.ts";
import type { Transfers } from "../handover/transfers.ts";
import { lostLogLines } from "../logger.ts";
import type { PageErrorCounts } from "../network/page-errors.ts";
import type { Refusals } from "../network/refusals.ts";
import type { ServerLoad } from "../overload/server-load.ts";
import type { PeerLog } from "../peer-log.ts";
import { RoomTotals, type RoomCounts } from "../rooms/room-totals.ts";
import { notReadyBecause, type Drained, type Services } from "./readiness.ts";
import { VERSION } from "./version.ts";

/** Bucket bounds in s, chosen around the steps of 20 to 60 Hz. */
const TICK_BUCKETS_S = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.0167, 0.025, 0.034, 0.04, 0.05, 0.067, 0.1, 0.25, 1];

type Labelled = Readonly<Record<string, number>>;

interface Measured {
  readonly refusals: Refusals;
  readonly pageErrors: PageErrorCounts;
  readonly load: ServerLoad;
  readonly log: PeerLog;
}

interface Connections {
  /** Returns the number of open WebSockets. */
  readonly webSockets: () => number;
  readonly polls: Pick<PollServer, "size" | "streams" | "exchanges" | "refused"> | undefined;
}

export const EXPOSITION_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

let processMetrics: Registry | undefined;

/**
 * Returns Node's own metrics. They are those of the process, whichever server is asked. Measuring them wakes the process
 * a hundred times per second, most of what a server without people costs, so it begins when they are read first.
 */
function metricsOfProcess(): Registry {
  if (processMetrics) return processMetrics;
  processMetrics = new Registry();
  collectDefaultMetrics({ register: processMetrics });
  return processMetrics;
}

/** The metrics of one server. */
export class Metrics {
  readonly #registry = new Registry();
  /** The rooms of the server, open and closed. */
  readonly rooms = new RoomTotals();
  readonly #tickWork = this.#histogram("fray_tick_work_seconds", "Time spent in a tick");
  readonly #tickGap = this.#histogram("fray_tick_gap_seconds", "Time between the starts of consecutive ticks");

  constructor({ refusals, pageErrors, load, log }: Measured) {
    this.#gauge("fray_rooms", "Arenas open", () => this.rooms.arenas);
    this.#gauge("fray_lobby_people", "People in lobbies", () => this.rooms.sum("waiting"));
    this.#gauge("fray_players", "People who fight", () => this.rooms.sum("people"));
    this.#gauge("fray_bots", "Bots that fight", () => this.rooms.sum("bots"));
    this.#gauge("fray_spectators", "Clients that watch", () => this.rooms.sum("spectators"));
    this.#gauge("fray_buffered_bytes", "Bytes that peers have not acknowledged", () => this.rooms.sum("bufferedBytes"));
    this.#gauge("fray_buffered_bytes_max", "Bytes not acknowledged by the peer that has most of them", () =>
      this.rooms.most("mostBufferedBytes"),
    );
    this.#lineGauge("fray_lines", "Connections by backpressure level");
    this.#gauge(
      "fray_overload_level",
      "Degradation level of the server: 0 (none) to 5 (refuses joins)",
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
    this.#plainCounter("fray_log_lines_lost_total", "Log lines that could not be written", lostLogLines);
  }

  /** Adds the state of the services that the server uses. Call it once they are there. */
  watchServices(
    context: Drained & { readonly transfers: Transfers },
    services: Services,
    { maxRooms, maxPlayers }: Pick<Config, "maxRooms" | "maxPlayers">,
  ): void {
    const { keeper, peers } = services;
    this.#gauge("fray_draining", "1 while the server waits for rounds to end before it stops", () =>
      Number(context.admission.isDraining),
    );
    this.#gauge("fray_ready", "1 while load balancers may send new players", () =>
      Number(notReadyBecause(context, services).length === 0),
    );
    this.#gauge(
      "fray_free_places",
      "Places that nobody holds, in open rooms and in those that the server may still open",
      () => this.rooms.sum("freePlaces") + Math.max(0, maxRooms - this.rooms.arenas) * maxPlayers,
    );
    const { transfers } = context;
    this.#plainCounter("fray_rooms_handed_over_total", "Rooms that go on at other servers", () => transfers.given);
    this.#plainCounter("fray_rooms_taken_over_total", "Rooms of other servers that go on here", () => transfers.taken);
    this.#labelledCounter(
      "fray_rooms_not_taken_over_total",
      "Rooms of other servers that could not go on here",
      () => transfers.refused,
    );
    const build: Gauge = new Gauge({
      name: "fray_build_info",
      help: "1, with the version of the program and the id of its build as labels",
      labelNames: ["version", "build"],
      registers: [this.#registry],
    });
    build.set({ version: VERSION, build: BUILD }, 1);
    if (keeper) {
      this.#gauge("fray_storage_up", "1 while rounds can be stored", () => Number(keeper.report().state === "ok"));
      this.#gauge("fray_storage_waiting_rounds", "Rounds that wait to be stored", () => keeper.report().waiting);
      this.#plainCounter(
        "fray_storage_lost_rounds_total",
        "Rounds that were lost before they could be stored",
        () => keeper.report().lost,
      );
    }
    if (peers)
      this.#gauge("fray_redis_up", "1 while the other servers of the game can be reached", () =>
        Number(!peers.areLost),
      );
  }

  /** Adds the connections by transport. Without `polls` the server has no connections over plain HTTP. */
  watchConnections({ webSockets, polls }: Connections): void {
    const open: Gauge = new Gauge({
      name: "fray_connections",
      help: "Open connections to rooms, by transport",
      labelNames: ["transport"],
      registers: [this.#registry],
      collect: () => {
        open.set({ transport: "websocket" }, webSockets());
        open.set({ transport: "http" }, polls?.size ?? 0);
      },
    });
    if (!polls) return;
    this.#gauge(
      "fray_poll_streams",
      "Connections over plain HTTP that get everything on a stream",
      () => polls.streams,
    );
    this.#plainCounter("fray_polls_total", "Requests of connections over plain HTTP", () => polls.exchanges);
    this.#labelledCounter(
      "fray_polls_refused_total",
      "Requests of connections over plain HTTP that were refused",
      () => polls.refused,
    );
  }

  /** Records each tick of a room. */
  observeTick(...[work, gap, spent]: Parameters<TickListener>): void {
    this.#tickWork.observe(work / 1000);
    if (gap !== undefined) this.#tickGap.observe(gap / 1000);
    publishTick(work, gap, spent);
  }

  /** Returns all metrics in the Prometheus text format. */
  exposition(): Promise<string> {
    return Registry.merge([metricsOfProcess(), this.#registry]).metrics();
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
        for (const [rate, lines] of this.rooms.lines()) made.inc({ rate }, lines);
      },
    });
  }

  #counter(name: string, help: string, key: keyof RoomCounts): void {
    this.#labelledCounter(name, help, () => Object.fromEntries(this.rooms.total(key)), isLabelled(key));
  }

  #plainCounter(name: string, help: string, read: () => number): void {
    this.#labelledCounter(name, help, () => ({ "": read() }), false);
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
