import { withinLimit } from "@fray/netcode/client";
import type { Runtime } from "@fray/netcode/core";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

import type { Options } from "../options.ts";
import { reportOf, type Report } from "../report/report.ts";
import type { Snapshot } from "../report/snapshot.ts";
import { GOODBYE_LIMIT_MS } from "./swarm.ts";
import type { WorkerNews, WorkerTask } from "./worker.ts";

/** Maximum number of bots per thread. With more bots, their steps are late and the swarm measures its own delay. */
const BOTS_PER_WORKER = 100;
/** Time for a thread's last messages after its bots have left, in ms. */
const LAST_WORDS_LIMIT_MS = 1000;

/** A swarm spread over threads. */
export class WorkerPool {
  /** Resolves when all bots have joined or failed. */
  readonly allIn: Promise<void>;
  /** Resolves when all threads have ended. Rejects if a thread fails. */
  readonly ended: Promise<void>;
  readonly #runtime: Runtime;
  readonly #startedAt: number;
  readonly #workers: readonly Worker[];
  readonly #snapshots: (Snapshot | undefined)[] = [];

  /** `program` is the module that calls `work` in a thread. The seed decides names and play. */
  constructor(runtime: Runtime, program: URL, options: Options, seed: number) {
    this.#runtime = runtime;
    this.#startedAt = runtime.now();
    const step = workersFor(options);
    const entries: Promise<void>[] = [];
    this.#workers = Array.from({ length: step }, (_, first) => {
      const task: WorkerTask = { options, seed, share: { first, step } };
      const worker = new Worker(program, { workerData: task });
      const { promise, resolve } = Promise.withResolvers<void>();
      entries.push(promise);
      worker.on("message", ({ snapshot, allIn }: WorkerNews) => {
        this.#snapshots[first] = snapshot;
        if (allIn) resolve();
      });
      return worker;
    });
    this.allIn = Promise.all(entries).then(() => {});
    this.ended = Promise.all(this.#workers.map((worker) => once(worker, "exit"))).then(() => {});
  }

  /** Returns the results so far. */
  report(): Report {
    const seconds = (this.#runtime.now() - this.#startedAt) / 1000;
    return reportOf(
      this.#snapshots.filter((snapshot) => snapshot !== undefined),
      seconds,
    );
  }

  /** Makes all bots leave their rooms, and waits for that up to a limit. */
  async stop(): Promise<void> {
    for (const worker of this.#workers) worker.postMessage("stop", []);
    await withinLimit(this.#runtime, this.ended, GOODBYE_LIMIT_MS + LAST_WORDS_LIMIT_MS);
  }
}

/**
 * Returns the number of threads: the requested number, or by default as many as the bots need, up to the number of
 * cores. The result is never more than the number of bots.
 */
function workersFor({ count, workers }: Options): number {
  const wanted = workers ?? Math.min(availableParallelism(), Math.ceil(count / BOTS_PER_WORKER));
  return Math.min(wanted, count);
}
