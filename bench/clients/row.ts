import type { Measured } from "./measure.ts";

/** One server under one load. The keys are the columns of the tables. */
export interface Row {
  readonly clients: number;
  readonly server: string;
  /** Bodies that a client receives, including its own. */
  readonly "in view": number;
  /** CPU of the server's process, as a share of one core. */
  readonly "CPU %": number;
  readonly "us/player/tick": number;
  readonly "work p50": number;
  readonly "work p99": number;
  readonly "work max": number;
  readonly "gap p50": number;
  readonly "gap p99": number;
  /**
   * Patches that a client receives per second. The number is lower than the tick rate when the server or a connection
   * is overloaded.
   */
  readonly "patches/s": number;
  readonly "B/client/s": number;
  /** The part of `B/client/s` that is events: shots and hits. */
  readonly "of it events": number;
  /** Payload bytes of a patch per body in view, including the header and the owner's fields. */
  readonly "B/body/patch": number;
  readonly "inputs sent": number;
  readonly applied: number;
  readonly lost: number;
  readonly "RSS MB": number;
  /** CPU of the busiest load process. */
  readonly "load CPU %": number;
  /** Limits of this row: failed joins, ended connections, states that can't be right, late load. */
  readonly remarks: string;
}

/** Above these shares the load limits the measurement: share of a core, and lateness of inputs as a share of a step. */
const MAX_LOAD_CPU = 0.85;
const MAX_LATENESS_STEPS = 0.5;
/** A server that runs a smaller share of its ticks is overloaded. */
const MIN_TICK_SHARE = 0.98;

/**
 * `inView` is used if no client decodes. The clients of a floor see what those of the product see, on the same map
 * under the same load.
 */
export function toRow(name: string, measured: Measured, inView = measured.load.bodiesInView): Row {
  const { join, server, load, inputs } = measured;
  const cpu = server.cpuSeconds / server.wallSeconds;
  const perClient = (bytes: number): number => Math.round(bytes / load.clients / load.seconds);
  return {
    clients: join.joined,
    server: name,
    "in view": round(inView, 1),
    "CPU %": round(cpu * 100, 1),
    "us/player/tick": round((server.cpuSeconds * 1e6) / playerTicks(measured), 1),
    "work p50": round(server.workMs.p50, 2),
    "work p99": round(server.workMs.p99, 1),
    "work max": round(server.workMs.max, 1),
    "gap p50": round(server.gapMs.p50, 1),
    "gap p99": round(server.gapMs.p99, 1),
    "patches/s": round(load.patches / load.clients / load.seconds, 1),
    "B/client/s": perClient(load.bytes.state + load.bytes.events + load.bytes.other),
    "of it events": perClient(load.bytes.events),
    "B/body/patch": round(load.bytes.state / load.patches / inView, 2),
    "inputs sent": inputs.sent,
    applied: inputs.applied,
    lost: inputs.lost,
    "RSS MB": Math.round(server.rssBytes / 1e6),
    "load CPU %": round(load.cpuShare * 100, 0),
    remarks: remarksOn(measured).join("; "),
  };
}

/** Number of ticks of a room times its players. */
const playerTicks = ({ play, join, server }: Measured): number => (server.ticks * join.joined) / play.rooms;

export function remarksOn({ play, join, load, server, inputs }: Measured): string[] {
  const remarks: string[] = [];
  const missing = inputs.sent - inputs.applied - inputs.lost;
  if (missing !== 0) remarks.push(`${missing} inputs unaccounted for`);
  const tickRate = server.ticks / play.rooms / server.wallSeconds;
  if (tickRate < play.hz * MIN_TICK_SHARE) remarks.push(`${round(tickRate, 1)} of ${play.hz} ticks a second`);
  for (const [reason, count] of Object.entries(join.failures)) remarks.push(`${count} not in: ${reason}`);
  if (load.closed > 0) remarks.push(`${load.closed} lines ended`);
  if (load.faults > 0) remarks.push(`${load.faults} faults`);
  const stepMs = 1000 / play.hz;
  const isBound = load.cpuShare > MAX_LOAD_CPU || load.latenessMs.p99 > stepMs * MAX_LATENESS_STEPS;
  if (isBound) remarks.push(`load-bound (late by ${round(load.latenessMs.p99, 1)} ms p99)`);
  return remarks;
}

export function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
