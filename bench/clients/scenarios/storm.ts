import { setTimeout as delay } from "node:timers/promises";

import { LoadWorkers } from "../load/workers.ts";
import { round } from "../row.ts";
import { BenchServer } from "../server/bench-server.ts";
import { mapSideFor } from "../server/density.ts";

/** Clients that play already, and clients that join all at once. */
const PLAYING = 100;
const COMING = 400;
const JOINS_PER_S = 200;
const CALM_JOIN_RATE = 100;
const VISIBLE = 20;

export interface StormRow {
  readonly playing: number;
  readonly joins: number;
  readonly "joins/s": number;
  readonly failed: number;
  /** Time from the request for a seat to the whole state, in ms. */
  readonly "state p50": number;
  readonly "state p99": number;
  /** Time between two patches of the clients that played already, in ms, before the joins and during them. */
  readonly "gap p99 before": number;
  readonly "gap p99 during": number;
  readonly "gap max during": number;
  readonly "tick work max": number;
}

/**
 * Measures a storm of joins: how long a joining client waits for the state, and how the storm affects the playing
 * clients.
 */
export async function measureStorm(setting: {
  readonly hz: number;
  readonly seconds: number;
  readonly fireShare: number;
}): Promise<StormRow[]> {
  const { hz, seconds, fireShare } = setting;
  const players = PLAYING + COMING;
  const server = await BenchServer.startProduct({ tickRate: hz, players, mapSide: mapSideFor(players, VISIBLE) });
  const [playing, coming] = [new LoadWorkers(PLAYING), new LoadWorkers(COMING)];
  try {
    await playing.join({ http: server.http, clients: PLAYING, rate: CALM_JOIN_RATE, fireShare });
    await playing.play(hz);
    await playing.begin();
    await delay(seconds * 1000);
    const calm = await playing.end();
    await playing.begin();
    server.begin();
    const join = await coming.join({
      http: server.http,
      clients: COMING,
      rate: JOINS_PER_S,
      fireShare: 0,
      first: PLAYING,
      decoding: 0,
    });
    const { workMs } = await server.end();
    const storm = await playing.end();
    const waits = join.stateMs.toSorted((a, b) => a - b);
    const at = (share: number) => round(waits[Math.floor((waits.length - 1) * share)] ?? Number.NaN, 0);
    return [
      {
        playing: PLAYING,
        joins: COMING,
        "joins/s": JOINS_PER_S,
        failed: COMING - join.joined,
        "state p50": at(0.5),
        "state p99": at(0.99),
        "gap p99 before": round(calm.patchGapMs.p99, 1),
        "gap p99 during": round(storm.patchGapMs.p99, 1),
        "gap max during": round(storm.patchGapMs.max, 1),
        "tick work max": round(workMs.max, 1),
      },
    ];
  } finally {
    await playing.leave();
    await coming.leave();
    await server.stop();
  }
}
