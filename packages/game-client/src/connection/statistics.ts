import type { Runtime } from "@fray/netcode/core";
import { z } from "zod";

import { timeLimit } from "../platform/time-limit.ts";
import { guestToken } from "./guest-token.ts";
import { pageEndpoint } from "./page-endpoint.ts";

/** The largest number of rows that the server returns. */
const MAX_LEADERS = 100;
const MAX_ROUNDS = 50;
const ANSWER_LIMIT_MS = 8000;
const NOT_FOUND = 404;

const Totals = z.object({
  id: z.string(),
  name: z.string(),
  rounds: z.coerce.number(),
  wins: z.coerce.number(),
  kills: z.coerce.number(),
  deaths: z.coerce.number(),
  score: z.coerce.number(),
});
/** One player's totals over all rounds, or over the rounds of a period. */
export type Totals = z.infer<typeof Totals>;

const Round = z.object({
  id: z.string(),
  map: z.string(),
  mode: z.string(),
  winner: z.number(),
  endedAt: z.coerce.number(),
  hasReplay: z.boolean().default(false),
  players: z.array(z.object({ playerId: z.string().optional(), name: z.string(), won: z.boolean() })),
});
/** A round that is over. */
export type Round = z.infer<typeof Round>;

export const PERIODS = ["all", "week"] as const;
export type Period = (typeof PERIODS)[number];

export interface Statistics {
  /** The best players, most kills first; undefined where the server keeps no statistics. */
  readonly leaders: readonly Totals[] | undefined;
  /** All-time totals of this browser's player; undefined before their first complete round. */
  readonly own: Totals | undefined;
  /** The latest rounds, newest first. */
  readonly rounds: readonly Round[];
  /** Id that marks the player's own row. */
  readonly ownId: string | undefined;
}

/** Fetches the server's leaderboard and the player's own row. Rejects when the server does not answer. */
export async function fetchStatistics(runtime: Runtime, period: Period, signal: AbortSignal): Promise<Statistics> {
  const ownId = guestToken.id();
  const [leaders, rounds, own] = await Promise.all([
    fetchJson(runtime, `api/leaderboard?period=${period}&limit=${MAX_LEADERS}`, z.array(Totals), signal),
    // The table is worth showing without links to replays.
    fetchRounds(runtime, signal).catch(() => undefined),

    ownId === undefined ? undefined : fetchJson(runtime, `api/players/${ownId}`, Totals, signal),
  ]);
  return { leaders, own, rounds: rounds ?? [], ownId };
}

/** Fetches the latest rounds, newest first; undefined where the server keeps no statistics. */
export const fetchRounds = (runtime: Runtime, signal: AbortSignal): Promise<Round[] | undefined> =>
  fetchJson(runtime, `api/history?limit=${MAX_ROUNDS}`, z.array(Round), signal);

/** Fetches JSON. Undefined when the server does not have it. */
export async function fetchJson<Schema extends z.ZodType>(
  runtime: Runtime,
  path: string,
  schema: Schema,
  signal: AbortSignal,
): Promise<z.infer<Schema> | undefined> {
  const limit = timeLimit(runtime, ANSWER_LIMIT_MS, signal);
  const response = await fetch(new URL(path, pageEndpoint()), { signal: limit });
  if (response.status === NOT_FOUND) return undefined;
  if (!response.ok) throw new Error(`${path} could not be fetched: ${response.status}`);
  return schema.parse(await response.json());
}
