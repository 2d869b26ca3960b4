import { parseOptions } from "@fray/bot-client/internal/options";
import { Counters } from "@fray/bot-client/internal/report/counters";
import { Swarm } from "@fray/bot-client/internal/swarm/swarm";
import { systemRuntime } from "@fray/netcode/core";

import type { Actor } from "./actor.ts";
import { enter } from "./enter.ts";

/** A bot of `npm run bots`. */
export const bot: Actor = async (stage) => {
  const { endpoint, plan } = stage;
  const stop = new AbortController();
  const swarm = await enter(stage, {
    join: async (room) => {
      const options = parseOptions(["--url", endpoint, "--room", room, "--count", "1", "--quiet"]);
      if (typeof options === "symbol") throw new Error("it was asked for help");
      return new Swarm(systemRuntime, options, new Counters(systemRuntime), {
        signal: stop.signal,
        seed: plan.seed,
        share: { first: 0, step: 1 },
      });
    },
  });
  await stage.wait(Infinity);
  stop.abort();
  await swarm?.ended();
};
