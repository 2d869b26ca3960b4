import { optional } from "./optional.ts";

/** Aborts after `ms`. In a browser that can't do that it never does: what is asked for then takes as long as it takes. */
export const timeLimit = (ms: number): AbortSignal =>
  optional(() => AbortSignal.timeout(ms)) ?? new AbortController().signal;
