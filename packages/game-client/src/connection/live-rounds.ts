import type { Runtime } from "@fray/netcode/core";
import { z } from "zod";

import { fetchJson } from "./statistics.ts";

const LiveRounds = z.object({ delaySeconds: z.number(), rounds: z.array(z.object({ id: z.string() })) });
/** The rounds that everybody can watch, those with most people first, and how late they are shown. */
export type LiveRounds = z.infer<typeof LiveRounds>;

/** Fetches the rounds that can be watched: all, or that of one room. */
export const fetchLive = (
  runtime: Runtime,
  roomId: string | undefined,
  signal: AbortSignal,
): Promise<LiveRounds | undefined> =>
  fetchJson(
    runtime,
    roomId === undefined ? "api/live" : `api/live?room=${encodeURIComponent(roomId)}`,
    LiveRounds,
    signal,
  );
