import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { Profiler } from "node:inspector";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

import { startServer, type ServerProcess } from "../../../tests/support/server.ts";
import { BENCH_MAP } from "./bench-map.ts";
import { MAP_SIDE, type MemoryReading, type ProbeOrder, type ServerReading } from "./probe-orders.ts";

const PROBE = new URL("./probe.ts", import.meta.url).href;
const FLOOR = fileURLToPath(new URL("../floors/main.ts", import.meta.url));
const CORES = fileURLToPath(new URL("../../cores/server/main.ts", import.meta.url));

/** Every server counts inputs, including the floors, as `/health` of the product does. */
const Health = z.object({
  rooms: z.array(z.object({ counters: z.object({ inputsReceived: z.number(), inputsDropped: z.number() }) })),
});

export interface Inputs {
  readonly received: number;
  readonly dropped: number;
}

/** The settings of the server that a benchmark starts. */
export interface Served {
  readonly tickRate: number;
  /** Places in a room. */
  readonly players: number;
  readonly rooms?: number;
  /** Side of the generated map in u. If left out, the product plays one of its own maps. */
  readonly mapSide?: number;
  /** Folder for a CPU profile, which Node.js writes when the server ends. */
  readonly profile?: string | undefined;
  /** Memory of the machine in MB. Node.js takes half of it for its heap. */
  readonly memoryMb?: number | undefined;
}

/** A server in its own process, with a probe in it. */
export class BenchServer {
  readonly http: string;
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly #process: ServerProcess;
  readonly #folder: string | undefined;

  private constructor(server: ServerProcess, folder?: string) {
    this.#folder = folder;
    this.http = server.http;
    this.url = server.url;
    this.port = server.port;
    this.pid = server.process.pid ?? 0;
    this.#process = server;
  }

  /**
   * Starts the product as a host does, with a folder for its data, so that it keeps results and replays. It has room for
   * all clients and no limit for idle ones.
   */
  static async startProduct({
    tickRate,
    players,
    rooms = 1,
    mapSide,
    profile,
    memoryMb,
  }: Served): Promise<BenchServer> {
    const settings = `--tick-rate ${tickRate} --max-players ${Math.max(2, players)} --max-rooms ${rooms}`;
    const patience = "--idle-seconds 0 --joins-per-minute 0 --round-seconds 7200 --log-level error";
    const map = mapSide === undefined ? [] : ["--map", BENCH_MAP];
    const folder = mkdtempSync(join(tmpdir(), "fray-bench-"));
    const server = await startServer({
      args: [...`${settings} ${patience}`.split(" "), ...map, "--data-dir", folder],
      env: { [MAP_SIDE]: String(mapSide ?? 0) },
      nodeArgs: ["--import", PROBE, ...profiling(profile), ...heapOf(memoryMb)],
    });
    return new BenchServer(server, folder);
  }

  /** Starts the product with these settings. */
  static async startWith(...args: readonly string[]): Promise<BenchServer> {
    return new BenchServer(await startServer({ args, nodeArgs: ["--import", PROBE] }));
  }

  /** Starts one of the floors. `args` are its command-line arguments. */
  static async startFloor(args: readonly string[], profile?: string): Promise<BenchServer> {
    const nodeArgs = ["--import", PROBE, ...profiling(profile)];
    return new BenchServer(await startServer({ program: FLOOR, args, nodeArgs }));
  }

  /** Starts the room whose connections may have threads of their own. `args` are its command-line arguments. */
  static async startCores(args: readonly string[], profile?: string): Promise<BenchServer> {
    const nodeArgs = ["--import", PROBE, ...profiling(profile)];
    return new BenchServer(await startServer({ program: CORES, args, nodeArgs }));
  }

  /** Starts a measurement. */
  begin(): void {
    this.#send("begin");
  }

  /** Ends the measurement and returns the result. */
  end(): Promise<ServerReading> {
    return this.#ask<ServerReading>("end");
  }

  /** Returns the memory in use after a garbage collection. The server pauses for it. */
  memory(): Promise<MemoryReading> {
    return this.#ask<MemoryReading>("memory");
  }

  /** Begins a CPU profile of the thread with the ticks. */
  sample(): void {
    this.#send("sample");
  }

  /** Ends the profile and returns it. */
  sampled(): Promise<Profiler.Profile> {
    return this.#ask<Profiler.Profile>("sampled");
  }

  async inputs(): Promise<Inputs> {
    const { rooms } = Health.parse(await (await fetch(`${this.http}/health`)).json());
    const sum = (key: "inputsReceived" | "inputsDropped") =>
      rooms.reduce((total, { counters }) => total + counters[key], 0);
    return { received: sum("inputsReceived"), dropped: sum("inputsDropped") };
  }

  async stop(): Promise<void> {
    await this.#process.stop();
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true });
  }

  #send(order: ProbeOrder): void {
    this.#process.process.send(order);
  }

  async #ask<Reading>(order: ProbeOrder): Promise<Reading> {
    const answer = once(this.#process.process, "message");
    this.#send(order);
    const [metricsProbe] = (await answer) as [Reading];
    return metricsProbe;
  }
}

const profiling = (folder: string | undefined): string[] =>
  folder === undefined ? [] : ["--cpu-prof", "--cpu-prof-dir", folder];
const heapOf = (memoryMb: number | undefined): string[] =>
  memoryMb === undefined ? [] : [`--max-old-space-size=${Math.round(memoryMb / 2)}`];
