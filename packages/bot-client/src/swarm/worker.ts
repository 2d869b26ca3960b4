import { parentPort, workerData } from "node:worker_threads";

import type { Options } from "../options.ts";
import { Counters } from "../report/counters.ts";
import type { Snapshot } from "../report/snapshot.ts";
import { Swarm, type Share } from "./swarm.ts";

const SAMPLE_INTERVAL_MS = 1000;

/** What a thread is started with. */
export interface WorkerTask {
  readonly options: Options;
  readonly seed: number;
  readonly share: Share;
}

/** What it says once a second, and when something changes that is waited for. It ends when it is told anything. */
export interface WorkerNews {
  readonly snapshot: Snapshot;
  /** All of its bots are in, or have given up. */
  readonly allIn: boolean;
}

/** Plays one thread's share of a swarm. */
export async function work(): Promise<void> {
  const { options, seed, share }: WorkerTask = workerData;
  const stop = new AbortController();
  parentPort?.once("message", () => stop.abort());
  const counters = new Counters();
  let allIn = false;
  const tell = (): void => {
    const news: WorkerNews = { snapshot: counters.snapshot(), allIn };
    parentPort?.postMessage(news, []);
  };
  const sampling = setInterval(() => {
    counters.sample();
    tell();
  }, SAMPLE_INTERVAL_MS);
  const swarm = new Swarm(options, counters, { signal: stop.signal, seed, share });
  void swarm.allIn.then(() => {
    allIn = true;
    tell();
  });
  await swarm.ended();
  clearInterval(sampling);
  tell();
  // What the SDK still waits for (reconnections) is of no use to anybody.
  process.exit();
}
