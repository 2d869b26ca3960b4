import { execFileSync } from "node:child_process";

import { loopbackBytes } from "./clients/loopback.ts";
import { measureAt, type Measured } from "./clients/measure.ts";
import { remarksOn, round } from "./clients/row.ts";
import { BenchServer } from "./clients/server/bench-server.ts";

/** The defaults of a host: ticks per second, and players in a room of those that most people play in. */
const HZ = 30;
const PLAYERS = 8;
const FIRE_SHARE = 0.5;
/** Rooms more or fewer than the result says are not told apart. */
const STEP_ROOMS = 5;
const MOST_ROOMS = 160;
/** Part of a machine's memory that the system itself needs. */
const SYSTEM_SHARE = 0.2;
/** A client is served if it gets this share of its patches, and if few of the ticks are later than this, in ticks. */
const PATCH_SHARE = 0.99;
const MOST_GAP_TICKS = 1.5;
const MONTH_S = 30 * 24 * 3600;

interface Machine {
  readonly name: string;
  readonly cores: number;
  readonly memoryMb?: number;
}

const MACHINES: readonly Machine[] = [
  { name: "1 core, 512 MB", cores: 1, memoryMb: 512 },
  { name: "2 cores", cores: 2 },
];

export interface HostingRow {
  readonly machine: string;
  readonly rooms: number;
  readonly players: number;
  /** CPU of the server's process, as a share of one core. */
  readonly "CPU %": number;
  readonly "RSS MB": number;
  readonly "patches/s": number;
  readonly "gap p99": number;
  readonly lost: number;
  /** Bytes of both directions on the line, with the headers of TCP and IP and without TLS. */
  readonly "kB/s per player": number;
  /** The same in a month in which that place is always taken. */
  readonly "GB per place and month": number;
  /** Why five rooms more are too many. */
  readonly "what stops it": string;
}

/** Finds how many players in rooms of 8 a server serves on small machines. Works on Linux with two cores or more. */
export async function measureHosting(seconds: number): Promise<HostingRow[]> {
  const rows: HostingRow[] = [];
  for (const machine of MACHINES) rows.push(await mostOn(machine, seconds));
  return rows;
}

interface Trial {
  readonly row: Omit<HostingRow, "what stops it">;
  /** Why these are too many rooms; undefined if they are not. */
  readonly fault: string | undefined;
}

/** Halves the span between what a machine serves and what it does not. */
async function mostOn(machine: Machine, seconds: number): Promise<HostingRow> {
  let best: Trial | undefined;
  let fault = "";
  let [served, tooMany] = [0, MOST_ROOMS + STEP_ROOMS];
  while (tooMany - served > STEP_ROOMS) {
    const rooms = Math.round((served + tooMany) / 2 / STEP_ROOMS) * STEP_ROOMS;
    const trial = await tryRooms(machine, rooms, seconds);
    console.error(`${machine.name}: ${rooms} rooms, ${trial.fault ?? "served"}`);
    if (trial.fault === undefined) [served, best] = [rooms, trial];
    else [tooMany, fault] = [rooms, trial.fault];
  }
  if (!best) throw new Error(`not even ${STEP_ROOMS} rooms are served: ${fault}`);
  return { ...best.row, "what stops it": fault };
}

async function tryRooms(machine: Machine, rooms: number, seconds: number): Promise<Trial> {
  const { cores, memoryMb } = machine;
  // The load stays off the core of a server that has one.
  useCores(process.pid, cores === 1 ? "1-1023" : "0-1023");
  const server = await BenchServer.startProduct({ tickRate: HZ, players: PLAYERS, rooms, memoryMb });
  if (cores === 1) useCores(server.pid, "0");
  const clients = rooms * PLAYERS;
  let line = 0;
  const count = (): void => {
    line = loopbackBytes() - line;
  };
  const play = { clients, hz: HZ, seconds, fireShare: FIRE_SHARE, rooms, onEdge: count };
  const measured = await measureAt(Promise.resolve(server), play);
  const { load, inputs, server: reading } = measured;
  const perSecond = line / reading.wallSeconds / clients;
  const row = {
    machine: machine.name,
    rooms,
    players: clients,
    "CPU %": round((100 * reading.cpuSeconds) / reading.wallSeconds, 1),
    "RSS MB": Math.round(reading.rssBytes / 1e6),
    "patches/s": round(load.patches / load.clients / load.seconds, 1),
    "gap p99": round(reading.gapMs.p99, 1),
    lost: inputs.lost,
    "kB/s per player": round(perSecond / 1000, 2),
    "GB per place and month": round((perSecond * MONTH_S) / 1e9, 1),
  };
  return { row, fault: faultOf(measured, memoryMb) };
}

/** Returns why a machine does not serve what was measured; undefined if it does. */
export function faultOf(measured: Measured, memoryMb: number | undefined): string | undefined {
  const { play, load, server, inputs } = measured;
  const [remark] = remarksOn(measured);
  if (remark !== undefined) return remark;
  if (inputs.lost > 0) return `${inputs.lost} inputs lost`;
  const patches = load.patches / load.clients / load.seconds;
  if (patches < play.hz * PATCH_SHARE) return `${round(patches, 1)} of ${play.hz} patches a second`;
  const gapTicks = (server.gapMs.p99 * play.hz) / 1000;
  if (gapTicks > MOST_GAP_TICKS) return `p99 of the gaps is ${round(server.gapMs.p99, 1)} ms`;
  const rssMb = server.rssBytes / 1e6;
  const mostMb = memoryMb === undefined ? Infinity : memoryMb * (1 - SYSTEM_SHARE);
  return rssMb > mostMb ? `${Math.round(rssMb)} MB of memory` : undefined;
}

/** Binds a process and all its threads to processors, such as "0" or "1-3". */
function useCores(pid: number, cores: string): void {
  execFileSync("taskset", ["-a", "-p", "-c", cores, String(pid)], { stdio: "ignore" });
}
