import { Backfill } from "@fray/bot-client/internal/backfill/backfill";
import { HELP } from "@fray/bot-client/internal/command-line";
import { parseOptions } from "@fray/bot-client/internal/options";
import { Counters } from "@fray/bot-client/internal/report/counters";
import { toJson } from "@fray/bot-client/internal/report/json";
import { reportOf } from "@fray/bot-client/internal/report/report";
import { Swarm } from "@fray/bot-client/internal/swarm/swarm";
import { systemRuntime } from "@fray/netcode/core";
import type { ChildProcess } from "node:child_process";
import { EventEmitter } from "node:events";

import { settled } from "./until.ts";

/** Decides the bots' names and play. */
const SEED = 1;
const SAMPLE_MS = 1000;

/** Bots that play in this process. */
export interface VirtualBots {
  readonly counters: Counters;
  /** What `--json` prints about them so far. */
  report(): unknown;
  /** Makes them leave. */
  stop(): Promise<void>;
}

/** Starts bots with the options of `npm run bots`, in this process and in virtual time. */
export function playHere(...args: readonly string[]): VirtualBots {
  const options = parseOptions(args);
  if (options === HELP) throw new Error("that asks for help");
  const counters = new Counters(systemRuntime);
  const stop = new AbortController();
  const swarm = new Swarm(systemRuntime, options, counters, {
    signal: stop.signal,
    seed: SEED,
    share: { first: 0, step: 1 },
  });
  const startedAt = systemRuntime.now();
  const sampling = systemRuntime.setInterval(() => counters.sample(), SAMPLE_MS);
  return {
    counters,
    report: () => JSON.parse(toJson(reportOf([counters.snapshot()], (systemRuntime.now() - startedAt) / 1000))),
    stop: () => {
      stop.abort();
      sampling.cancel();
      return settled(swarm.ended());
    },
  };
}

/** What the server sees of the process of its bots. The bots play in this one. */
export class BotsHere extends EventEmitter {
  connected = true;
  readonly stderr = null;
  readonly #stop = new AbortController();
  readonly #backfill: Backfill;

  constructor(url: string, token: string) {
    super();
    this.#backfill = new Backfill({ runtime: systemRuntime, url, token, seed: SEED, signal: this.#stop.signal });
    void this.#backfill.run().then(() => this.#end("SIGTERM"));
  }

  send(orders: unknown): void {
    this.#backfill.order(orders);
  }

  kill(): void {
    this.#stop.abort();
  }

  /** Ends like a process that is killed. Cut its connections before. */
  die(): void {
    this.#end("SIGKILL");
    this.kill();
  }

  #end(signal: NodeJS.Signals): void {
    if (!this.connected) return;
    this.connected = false;
    this.emit("exit", null, signal);
  }
}

/** The bots that `spawnHere` has started, the newest last. */
export const botsHere: BotsHere[] = [];

/** Starts the host's bots in this process; a test puts it in the place of `spawn`. */
export function spawnHere(_file: string, args: readonly string[], { env }: { env: NodeJS.ProcessEnv }): ChildProcess {
  const bots = new BotsHere(args[args.indexOf("--url") + 1] ?? "", env["FRAY_BOT_TOKEN"] ?? "");
  botsHere.push(bots);
  return bots as unknown as ChildProcess;
}
