import type { TransportMode } from "@fray/netcode/client";
import { setTimeout as delay } from "node:timers/promises";

import type { JoinReport } from "./load/load-orders.ts";
import { LoadWorkers, type LoadSummary } from "./load/workers.ts";
import type { BenchServer } from "./server/bench-server.ts";
import type { ServerReading } from "./server/probe-orders.ts";

/** The behaviour of a crowd. */
export interface Play {
  readonly clients: number;
  /** Ticks per second, which is also the inputs per second of each client. */
  readonly hz: number;
  readonly seconds: number;
  /** Share of the time in which each client shoots. */
  readonly fireShare: number;
  /** Number of rooms for the clients. */
  readonly rooms: number;
  /** The transport of the clients that decode; by default whichever works. */
  readonly transport?: TransportMode;
  /** Most clients of one process that makes the load. */
  readonly clientsPerProcess?: number;
  /** Called when the measurement begins, and when it ends. */
  readonly onEdge?: () => void;
}

export interface Measured {
  readonly play: Play;
  readonly join: JoinReport;
  readonly server: ServerReading;
  readonly load: LoadSummary;
  readonly inputs: InputCount;
}

/** The results of the inputs of a measurement. */
export interface InputCount {
  readonly sent: number;
  /** Number of inputs that the server applied to the world. */
  readonly applied: number;
  /** Number of inputs that the server dropped, by its own count. */
  readonly lost: number;
}

/**
 * Joins per second while a room fills. It is less than a server accepts, so that all clients are in the room when the
 * measurement starts.
 */
const JOIN_RATE = 100;
/**
 * Time until the clients have spread over the map and the compiler has optimized the code. With 1000 clients that
 * takes 5 s.
 */
const WARM_UP_MS = 8000;
/** Longest wait for inputs in transit, in ms. */
const SETTLE_LIMIT_MS = 3000;
const POLL_MS = 50;

/**
 * Starts a crowd at a starting server and measures its cost. `decoding` of the clients decode their patches. Use 0
 * for a floor: no client can read its patches.
 */
export async function measureAt(starting: Promise<BenchServer>, play: Play, decoding?: number): Promise<Measured> {
  const server = await starting;
  try {
    return await measure(server, play, decoding);
  } finally {
    await server.stop();
  }
}

/** Measures a crowd at a server that runs, and leaves it running. */
export async function measure(server: BenchServer, play: Play, decoding?: number): Promise<Measured> {
  const { clients, hz, seconds, fireShare, transport, clientsPerProcess, onEdge } = play;
  const load = new LoadWorkers(clients, clientsPerProcess);
  try {
    const join = await load.join({ http: server.http, clients, rate: JOIN_RATE, fireShare, decoding, transport });
    const before = await server.inputs();
    await load.play(hz);
    await delay(Math.min(WARM_UP_MS, seconds * 1000));
    await load.begin();
    server.begin();
    onEdge?.();
    await delay(seconds * 1000);
    onEdge?.();
    const reading = await server.end();
    const summary = await load.end();
    const sent = await load.rest();
    const after = await settled(server, before.received + sent);
    const lost = after.dropped - before.dropped;
    const applied = after.received - before.received - lost;
    return { play, join, server: reading, load: summary, inputs: { sent, applied, lost } };
  } finally {
    await load.leave();
  }
}

/** Returns the server's count of inputs when as many have arrived as were sent, or when no more arrive. */
async function settled(server: BenchServer, expected: number) {
  const deadline = performance.now() + SETTLE_LIMIT_MS;
  for (;;) {
    const inputs = await server.inputs();
    if (inputs.received >= expected || performance.now() > deadline) return inputs;
    await delay(POLL_MS);
  }
}
