import { channel, subscribe } from "node:diagnostics_channel";

import type { TickListener } from "./tick-metrics.ts";

const NAME = "fray:tick";
const ticks = channel(NAME);

/** A tick as published to observers in the same process, in ms; see `TickListener`. */
export interface ObservedTick {
  readonly work: number;
  readonly gap: number | undefined;
}

/** Publishes a tick on the diagnostics channel `fray:tick`. It costs nothing without subscribers. */
export const publishTick: TickListener = (work, gap) => {
  if (ticks.hasSubscribers) ticks.publish({ work, gap } satisfies ObservedTick);
};

/** Subscribes to every tick of every room of this process, for example to compute percentiles of an interval. */
export function onTick(listener: (tick: ObservedTick) => void): void {
  subscribe(NAME, (tick) => listener(tick as ObservedTick));
}
