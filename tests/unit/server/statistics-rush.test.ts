import { systemRuntime } from "@fray/netcode/core";
import { serveStatistics } from "@fray/server/internal/network/api";
import { PeerLog } from "@fray/server/internal/peer-log";
import type { Keeper } from "@fray/server/internal/storage/keeper";
import { expect, test } from "vitest";

/** A database that answers when it is told to. */
class SlowKeeper {
  readonly asked = { leaderboard: 0, history: 0, totals: 0 };
  readonly #waiting: (() => void)[] = [];

  leaderboard(): Promise<unknown[]> {
    this.asked.leaderboard++;
    return this.#wait([{ name: "Ann" }, { name: "Bea" }]);
  }

  history(): Promise<unknown[]> {
    this.asked.history++;
    return this.#wait([]);
  }

  totals(): Promise<unknown> {
    this.asked.totals++;
    return this.#wait({ name: "Ann" });
  }

  answerAll(): void {
    for (const answer of this.#waiting.splice(0)) answer();
  }

  #wait<T>(answer: T): Promise<T> {
    return new Promise((resolve) => this.#waiting.push(() => resolve(answer)));
  }
}

/** Serves its statistics; asks for a path as the web server would. */
function serve(keeper: SlowKeeper) {
  type Handler = (request: object, response: object) => unknown;
  const handlers = new Map<string, Handler>();
  const app = { get: (path: string, handler: Handler) => handlers.set(path, handler) };
  const services = { runtime: systemRuntime, log: new PeerLog(systemRuntime) };
  serveStatistics(app as unknown as Parameters<typeof serveStatistics>[0], keeper as unknown as Keeper, services);
  return (path: string, asked: object) =>
    new Promise<{ status: number; json: unknown }>((resolve) => {
      let status = 200;
      const response = {
        status(code: number) {
          status = code;
          return response;
        },
        set: () => response,
        json: (json: unknown) => resolve({ status, json }),
      };
      void handlers.get(path)?.({ query: {}, params: {}, ...asked }, response);
    });
}

test("the database is asked for the leaders once for all simultaneous requests", async () => {
  const keeper = new SlowKeeper();
  const get = serve(keeper);
  const answers = [1, 2, 1].map((limit) => get("/api/leaderboard", { query: { limit } }));
  keeper.answerAll();
  expect((await Promise.all(answers)).map(({ json }) => json)).toEqual([
    [{ name: "Ann" }],
    [{ name: "Ann" }, { name: "Bea" }],
    [{ name: "Ann" }],
  ]);
  await get("/api/leaderboard", {});
  expect(keeper.asked.leaderboard).toBe(1);
});

test("a rush of requests is refused before it delays the rounds that wait to be written", async () => {
  const keeper = new SlowKeeper();
  const get = serve(keeper);
  const question = { params: { id: "00000000-0000-4000-8000-000000000000" } };
  const rush = Array.from({ length: 500 }, () => get("/api/players/:id", question));
  expect(keeper.asked.totals).toBeLessThanOrEqual(32);
  keeper.answerAll();
  const statuses = (await Promise.all(rush)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(keeper.asked.totals);
  expect(statuses.filter((status) => status === 503)).toHaveLength(500 - keeper.asked.totals);
  const late = get("/api/players/:id", question);
  keeper.answerAll();
  expect((await late).status).toBe(200);
});
