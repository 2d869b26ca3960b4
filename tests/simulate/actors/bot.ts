import { parseOptions } from "@fray/bot-client/internal/options";
import { Counters } from "@fray/bot-client/internal/report/counters";
import { Swarm } from "@fray/bot-client/internal/swarm/swarm";
import { systemRuntime } from "@fray/netcode/core";

import type { Actor } from "./actor.ts";
import { enter } from "./enter.ts";

const LOOK_MS = 1000;

/** A bot of `npm run bots`. It is started again for each room that takes the place of its own. */
export const bot: Actor = async (stage) => {
  const { endpoint, plan, place } = stage;
  while (!stage.isOver) {
    const stop = new AbortController();
    const counters = new Counters(systemRuntime);
    const swarm = await enter(stage, {
      join: async (room) => {
        const options = parseOptions(["--url", endpoint, `--room=${room}`, "--count", "1", "--quiet"]);
        if (typeof options === "symbol") throw new Error("it was asked for help");
        return new Swarm(systemRuntime, options, counters, {
          signal: stop.signal,
          seed: plan.seed,
          share: { first: 0, step: 1 },
        });
      },
    });
    const { roomId } = place;
    while (!stage.isOver && place.roomId === roomId) await stage.wait(LOOK_MS);
    stop.abort();
    await swarm?.ended();
    for (const code of counters.snapshot().disconnects.keys()) stage.wasRefused(`the bot lost its place: ${code}`);
  }
};
