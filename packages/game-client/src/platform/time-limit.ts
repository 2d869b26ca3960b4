import { optional } from "./optional.ts";

/**
 * A signal that aborts after `ms`. In a browser without `AbortSignal.timeout` it never aborts, so there is no time
 * limit.
 */
export const timeLimit = (ms: number): AbortSignal =>
  optional(() => AbortSignal.timeout(ms)) ?? new AbortController().signal;
