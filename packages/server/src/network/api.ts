import type { Runtime } from "@fray/netcode/core";
import type { Application, RequestHandler } from "express";
import { z } from "zod";

import { faultOf, type PeerLog } from "../peer-log.ts";
import type { Keeper } from "../storage/keeper.ts";

const MAX_ROWS = 100;
const Limit = z.coerce.number().int().min(1).max(MAX_ROWS);
const LeaderboardQuery = z.object({ period: z.enum(["all", "week"]).default("all"), limit: Limit.default(20) });
const HistoryQuery = z.object({ limit: Limit.default(20) });
const PlayerParameters = z.object({ id: z.uuid() });

/** Seconds for which an answer is cached. Standings change when a round ends. */
const FRESH_S = 5;
/**
 * Maximum number of queries that may wait for the database at once. The thread that answers them also writes the
 * rounds.
 */
const MAX_WAITING = 32;

interface Services {
  /** Returns those of the ids whose replays are here or on another server. */
  readonly replaysAmong?: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly runtime: Runtime;
  readonly log: PeerLog;
}

/**
 * Serves the stored statistics to pages and programs: `GET /api/leaderboard?period=all|week&limit=20`,
 * `/api/history?limit=20`, `/api/players/<id>`. Answers 400 with a reason for invalid parameters, and 503 while the
 * database is unavailable.
 */
export function serveStatistics(
  app: Application,
  keeper: Keeper,
  { runtime, log, replaysAmong = async () => new Set<string>() }: Services,
): void {
  const answer = createAnswer(log);
  const keepFresh = <T>(ask: () => Promise<T>): (() => Promise<T>) => keepFor(FRESH_S * 1000, ask, runtime);
  const leaders = {
    all: keepFresh(() => keeper.leaderboard("all", MAX_ROWS)),
    week: keepFresh(() => keeper.leaderboard("week", MAX_ROWS)),
  };
  const rounds = keepFresh(async () => {
    const latest = await keeper.history(MAX_ROWS);
    const replays = await replaysAmong(latest.map(({ id }) => id));
    return latest.map((round) => Object.assign(round, { hasReplay: replays.has(round.id) }));
  });
  app.get(
    "/api/leaderboard",
    answer(
      LeaderboardQuery,
      ({ query }) => query,
      async ({ period, limit }) => (await leaders[period]()).slice(0, limit),
    ),
  );
  app.get(
    "/api/history",
    answer(
      HistoryQuery,
      ({ query }) => query,
      async ({ limit }) => (await rounds()).slice(0, limit),
    ),
  );
  app.get(
    "/api/players/:id",
    answer(
      PlayerParameters,
      ({ params }) => params,
      ({ id }) => keeper.totals(id),
    ),
  );
}

/**
 * Runs one query for all requests that come at the same time or within `ms` of its answer. Reading all results of a
 * busy year takes a second.
 */
function keepFor<T>(ms: number, ask: () => Promise<T>, runtime: Runtime): () => Promise<T> {
  let answer: Promise<T> | undefined;
  const forget = (): void => {
    answer = undefined;
  };
  return () => {
    if (answer) return answer;
    answer = ask();
    answer.then(() => runtime.setTimeout(forget, ms, { background: true }), forget);
    return answer;
  };
}

type Asked = Parameters<RequestHandler>[0];

/**
 * Creates handlers that answer with the result of `find` for the part of a request that `schema` describes. They
 * answer 404 for no result, and 503 while too many queries of all handlers wait.
 */
function createAnswer(log: PeerLog) {
  let waiting = 0;
  return <Schema extends z.ZodType>(
    schema: Schema,
    part: (request: Asked) => unknown,
    find: (asked: z.infer<Schema>) => Promise<unknown>,
  ): RequestHandler =>
    async (request, response) => {
      const asked = schema.safeParse(part(request));
      if (!asked.success) {
        const issue = asked.error.issues[0];
        response.status(400).json({ code: 400, error: `${issue?.path.join(".")}: ${issue?.message}` });
        return;
      }
      if (waiting >= MAX_WAITING) {
        response.status(503).set("Retry-After", "1").json({ code: 503, error: "too many requests at once" });
        return;
      }
      waiting++;
      try {
        const found = await find(asked.data);
        if (found === undefined)
          response.status(404).json({ code: 404, error: "no player with that id has played here" });
        else response.set("Cache-Control", `public, max-age=${FRESH_S}`).json(found);
      } catch (error) {
        log.write("request", "warn", faultOf(error), "statistics can't be read");
        response.status(503).json({ code: 503, error: "statistics are not available right now" });
      } finally {
        waiting--;
      }
    };
}
