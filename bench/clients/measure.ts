import { setTimeout as delay } from "node:timers/promises";

import { LoadCrew, type LoadSummary } from "./load/crew.ts";
import type { JoinReport } from "./load/load-orders.ts";
import type { BenchServer } from "./server/bench-server.ts";
import type { ServerReading } from "./server/probe-orders.ts";

/** What a crowd does at a server. */
export interface Play {
  readonly clients: number;
  /** Ticks, and inputs of each client, a second. */
  readonly hz: number;
  readonly seconds: number;
  /** Share of the time in which everybody shoots. */
  readonly fireShare: number;
  /** Rooms that they spread over. */
  readonly rooms: number;
}

export interface Measured {
  readonly play: Play;
  readonly join: JoinReport;
  readonly server: ServerReading;
  readonly load: LoadSummary;
  readonly inputs: InputCount;
}

/** What became of the inputs of a stretch of play. */
export interface InputCount {
  readonly sent: number;
  /** Taken into the world. */
  readonly applied: number;
  /** Thrown away by the server, as it counts them. */
  readonly lost: number;
}

/** Joins a second while a room fills up: fewer than a server takes, so that it is measured with everybody in. */
const JOIN_RATE = 100;
/** Until everybody is spread over the map and what is compiled late is compiled: with 1000 clients that takes 5 s. */
const WARM_UP_MS = 8000;
/** How long inputs may be under way, in ms. */
const SETTLE_LIMIT_MS = 3000;
const POLL_MS = 50;

/**
 * Has a crowd play at a server that is being started, and measures what that costs it. `decoding` of the clients read what
 * they are sent: none of a floor's, which no client can read.
 */
export async function measureAt(starting: Promise<BenchServer>, play: Play, decoding?: number): Promise<Measured> {
  const server = await starting;
  try {
    return await measure(server, play, decoding);
  } finally {
    await server.stop();
  }
}

async function measure(server: BenchServer, play: Play, decoding: number | undefined): Promise<Measured> {
  const { clients, hz, seconds, fireShare } = play;
  const load = new LoadCrew(clients);
  try {
    const join = await load.join({ http: server.http, clients, rate: JOIN_RATE, fireShare, decoding });
    const before = await server.inputs();
    await load.play(hz);
    await delay(Math.min(WARM_UP_MS, seconds * 1000));
    await load.begin();
    server.begin();
    await delay(seconds * 1000);
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

/** The server's count of inputs once as many as were sent have arrived, or once no more come. */
async function settled(server: BenchServer, expected: number) {
  const deadline = performance.now() + SETTLE_LIMIT_MS;
  for (;;) {
    const inputs = await server.inputs();
    if (inputs.received >= expected || performance.now() > deadline) return inputs;
    await delay(POLL_MS);
  }
}
