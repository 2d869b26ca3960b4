import type { Runtime } from "@fray/netcode/core";

import { timeLimit } from "../platform/time-limit.ts";

/** From pressing Play to the first state. A connection that takes longer than this is too slow to play. */
const JOIN_LIMIT_MS = 8000;

/** Limits an attempt to join in time. It ends earlier when `cancelled` is aborted. */
export const joinLimit = (runtime: Runtime, cancelled?: AbortSignal): AbortSignal =>
  timeLimit(runtime, JOIN_LIMIT_MS, cancelled);
