import type { Runtime } from "@fray/netcode/core";

import type { ReplayFacts } from "../recorded.ts";
import type { WorkerLink } from "../worker-link.ts";
import type { News } from "../worker/messages.ts";
import type { LiveStart } from "./find-live.ts";
import { followLive } from "./follow-live.ts";

interface Surroundings {
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  readonly worker: Pick<WorkerLink, "append">;
  /** Called when nothing more will come, though the round has not ended. */
  readonly onLost: () => void;
}

/** Gives the fragments of a round to the worker, from the opening on that it has, until the signal is aborted. */
export class LiveLink {
  /** Resolves when the worker has everything that was published at the beginning. */
  readonly caughtUp: Promise<void>;
  readonly #runtime: Runtime;
  readonly #delaySeconds: number;
  #missing: number;
  #resolve = (): void => {};
  #grown: Pick<ReplayFacts, "lastTick" | "names" | "looks"> | undefined;
  #isComplete = false;
  #grownAt: number;

  constructor(start: LiveStart, { runtime, signal, worker, onLost }: Surroundings) {
    this.#runtime = runtime;
    this.#grownAt = runtime.now();
    this.#delaySeconds = start.delaySeconds;
    this.#missing = Math.max(1, start.next - start.first);
    this.caughtUp = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    const ending = new AbortController();
    signal.addEventListener("abort", () => ending.abort());
    this.#stop = () => ending.abort();
    void followLive(start, {
      runtime,
      signal: ending.signal,
      onFragment: (bytes) => worker.append(bytes),
      onEnd: () => {
        this.#resolve();
        if (!this.#isComplete) onLost();
      },
    });
  }

  readonly #stop: () => void;

  /** What has been added to the facts with which the round was opened. */
  get grown(): Partial<Pick<ReplayFacts, "lastTick" | "names" | "looks">> {
    return this.#grown ?? {};
  }

  /** Whether the round may still grow. */
  get isLive(): boolean {
    return !this.#isComplete;
  }

  /** How long ago it was played what is shown `behind` seconds before the newest moment; about, in s. */
  ageOf(behind: number): number {
    return this.#delaySeconds + behind + (this.#runtime.now() - this.#grownAt) / 1000;
  }

  /** Hears what the worker tells. */
  hear(news: News): void {
    if (news.type !== "grown") return;
    this.#grown = news;
    this.#grownAt = this.#runtime.now();
    this.#missing--;
    if (news.isComplete) {
      this.#isComplete = true;
      this.#stop();
    }
    if (this.#missing <= 0 || news.isComplete) this.#resolve();
  }
}
