import type { Runtime } from "@fray/netcode/core";
import { parentPort, workerData } from "node:worker_threads";

import type { Options } from "../options.ts";
import { Counters } from "../report/counters.ts";
import type { Snapshot } from "../report/snapshot.ts";
import { Swarm, type Share } from "./swarm.ts";

const SAMPLE_INTERVAL_MS = 1000;

/** The start parameters of a thread. */
export interface WorkerTask {
  readonly options: Options;
  readonly seed: number;
  readonly share: Share;
}

/**
 * The message that a thread sends once a second, and at once when a change occurs that the pool waits for. The thread
 * ends when it receives any message.
 */
export interface WorkerNews {
  readonly snapshot: Snapshot;
  /** Whether all bots of this thread have joined or failed. */
  readonly allIn: boolean;
}

/** Plays one thread's share of a swarm. */
export async function work(runtime: Runtime): Promise<void> {
  const { options, seed, share }: WorkerTask = workerData;
  const stop = new AbortController();
  parentPort?.once("message", () => stop.abort());
  const counters = new Counters(runtime);
  let allIn = false;
  const tell = (): void => {
    const news: WorkerNews = { snapshot: counters.snapshot(), allIn };
    parentPort?.postMessage(news, []);
  };
  const sampling = runtime.setInterval(() => {
    counters.sample();
    tell();
  }, SAMPLE_INTERVAL_MS);
  const swarm = new Swarm(runtime, options, counters, { signal: stop.signal, seed, share });
  void swarm.allIn.then(() => {
    allIn = true;
    tell();
  });
  await swarm.ended();
  sampling.cancel();
  tell();
  // The SDK may still wait for reconnections. They are useless now.
  process.exit();
}
