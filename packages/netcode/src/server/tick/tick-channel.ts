import { channel, subscribe } from "node:diagnostics_channel";

import type { TickListener } from "./tick-metrics.ts";

const NAME = "fray:tick";
const ticks = channel(NAME);

/** A tick as it is told to who looks on from inside the process. In ms; see `TickListener`. */
export interface ObservedTick {
  readonly work: number;
  readonly gap: number | undefined;
}

/** Tells of a tick on the diagnostics channel `fray:tick`. Costs nothing while nobody listens. */
export const publishTick: TickListener = (work, gap) => {
  if (ticks.hasSubscribers) ticks.publish({ work, gap } satisfies ObservedTick);
};

/** Hears of every tick of every room of this process, each as it happened: percentiles of a stretch of time come of it. */
export function onTick(listener: (tick: ObservedTick) => void): void {
  subscribe(NAME, (tick) => listener(tick as ObservedTick));
}
