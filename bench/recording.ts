import type { Profiler } from "node:inspector";
import { setTimeout as delay } from "node:timers/promises";

import { LoadWorkers } from "./clients/load/workers.ts";
import { round } from "./clients/row.ts";
import { BenchServer } from "./clients/server/bench-server.ts";
import { mapSideFor } from "./clients/server/density.ts";

const HZ = 20;
const JOIN_RATE = 100;
const FIRE_SHARE = 0.5;
const VISIBLE = 20;
/** Time until the clients have spread, and until what runs once a second is compiled. */
const WARM_UP_MS = 20_000;

/** Rooms, and players in each. Small rooms play on the game's own maps. */
const SCENES: readonly { readonly rooms: number; readonly players: number }[] = [
  { rooms: 1, players: 8 },
  { rooms: 50, players: 8 },
  { rooms: 1, players: 100 },
  { rooms: 1, players: 1000 },
];

export interface RecordingRow {
  readonly rooms: number;
  readonly players: number;
  /** Processor time of a tick in us, as sampled. */
  readonly "us/tick": number;
  /** Time of recording in a tick. */
  readonly "recording, us": number;
  readonly "% of the tick": number;
  /** Time of recording after ticks, with the message to the writing thread, as a share of the ticks. */
  readonly "% between ticks": number;
  readonly samples: number;
}

/** Measures what recording costs the ticks of a real server with real clients, by samples of its running thread. */
export async function measureRecording(seconds: number): Promise<RecordingRow[]> {
  const rows: RecordingRow[] = [];
  for (const scene of SCENES) rows.push(await measure(scene, seconds));
  return rows;
}

async function measure({ rooms, players }: (typeof SCENES)[number], seconds: number): Promise<RecordingRow> {
  const mapSide = players > 8 ? mapSideFor(players, VISIBLE) : undefined;
  const server = await BenchServer.startProduct({ tickRate: HZ, players, rooms, ...(mapSide && { mapSide }) });
  const load = new LoadWorkers(rooms * players);
  try {
    const clients = rooms * players;
    await load.join({ http: server.http, clients, rate: JOIN_RATE, fireShare: FIRE_SHARE, decoding: 0 });
    await load.play(HZ);
    await delay(WARM_UP_MS);
    server.begin();
    server.sample();
    await delay(seconds * 1000);
    const profile = await server.sampled();
    const { ticks } = await server.end();
    await load.rest();
    const { tickUs, samples, inTickUs, betweenUs } = sharesOf(profile);
    return {
      rooms,
      players,
      "us/tick": round(tickUs / ticks, 0),
      "recording, us": round(inTickUs / ticks, 1),
      "% of the tick": round((100 * inTickUs) / tickUs, 2),
      "% between ticks": round((100 * betweenUs) / tickUs, 2),
      samples,
    };
  } finally {
    await load.leave();
    await server.stop();
  }
}

/** Time in ticks, that of recording in it and outside of it, in us, and the number of samples of recording. */
function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile) {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const kinds = new Map(nodes.map(({ id }) => [id, kindOf(id)]));
  const sum = { tickUs: 0, inTickUs: 0, betweenUs: 0, samples: 0 };
  for (const [index, id] of samples.entries()) {
    // A sample holds until the next one.
    const us = timeDeltas[index + 1] ?? 0;
    const { isTick = false, isRecording = false } = kinds.get(id) ?? {};
    if (isTick) sum.tickUs += us;
    if (isRecording) sum[isTick ? "inTickUs" : "betweenUs"] += us;
    if (isRecording) sum.samples++;
  }
  return sum;

  function kindOf(leaf: number) {
    let [isTick, isRecording] = [false, false];
    for (let id: number | undefined = leaf; id !== undefined; id = parents.get(id)) {
      const { functionName = "", url = "" } = frames.get(id) ?? {};
      isTick ||= functionName === "#tick" && url.endsWith("/rooms/arena-room.ts");
      isRecording ||= /\/(?:server\/src\/replays|shared-state\/src\/replay)\//.test(url);
    }
    return { isTick, isRecording };
  }
}
