import type { Runtime } from "@fray/netcode/core";
import { type DegradationLevel, LoadShedding } from "@fray/netcode/server";

import type { PeerLog } from "../peer-log.ts";

const MICROSECONDS_PER_S = 1_000_000;

/** The load of one server. All its rooms share one thread, so one of them can overload all. */
export class ServerLoad {
  readonly #runtime: Pick<Runtime, "now">;
  readonly #log: PeerLog;
  readonly #shedding = new LoadShedding(() => {
    const { user, system } = process.cpuUsage();
    return (user + system) / MICROSECONDS_PER_S;
  });

  constructor({ runtime, log }: { readonly runtime: Pick<Runtime, "now">; readonly log: PeerLog }) {
    this.#runtime = runtime;
    this.#log = log;
  }

  /** Number of the current degradation level, 0 for none. */
  get level(): number {
    return this.#shedding.level;
  }

  get degradation(): DegradationLevel {
    return this.#shedding.degradation;
  }

  /** Records a tick of a room, which ended `spent` steps after it was due. */
  note(spent: number): void {
    const before = this.level;
    this.#shedding.note(this.#runtime.now() / 1000, spent);
    const { level, degradation } = this;
    if (level === before) return;
    this.#log.write(
      "load",
      "warn",
      { level, relief: degradation.name },
      level > before ? "the server is more overloaded" : "the server is less overloaded",
    );
  }
}
