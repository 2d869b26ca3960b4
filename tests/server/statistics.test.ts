import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import parsePrometheus from "parse-prometheus-text-format";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { Guest } from "../support/guest.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

const TOKEN = "a secret for the monitoring";

const folder = mkdtempSync(join(tmpdir(), "fray-statistics-"));
const args = ["--data-dir", join(folder, "data"), "--round-seconds", "1", "--metrics-token", TOKEN];
let server: ServerProcess;
beforeAll(async () => {
  server = await startServer({ args });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const Totals = z.object({ id: z.string(), name: z.string(), rounds: z.number() });
const History = z.array(
  z.object({ map: z.string(), mode: z.string(), players: z.array(z.object({ name: z.string() })) }),
);

const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${server.http}${path}`, { headers });
  return { status: answer.status, json: answer.ok ? await answer.json() : undefined };
};
const roundsOf = async (id: string) => {
  const { status, json } = await get(`/api/players/${id}`);
  return status === 200 ? Totals.parse(json).rounds : 0;
};

describe("the record of a guest", () => {
  test("is kept when a round ends, and adds up under one identity over visits and a restart of the server", async () => {
    const first = await Guest.join(server.url, { name: "Ann" });
    const other = await Guest.join(server.url, { name: "Rook", bot: true });
    const identity = await until("it is told who it is", () => first.heard.identity[0]);
    expect(other.heard.identity).toEqual([]);
    await until("a round is kept", async () => (await roundsOf(identity.id)) >= 1);
    await first.leave();

    const before = await roundsOf(identity.id);
    const again = await Guest.join(server.url, { name: "Anna", token: identity.token });
    await until("another is kept", async () => (await roundsOf(identity.id)) > before);
    expect(again.heard.identity).toEqual([]);
    await again.leave();
    await other.leave();

    await server.stop();
    const total = { id: identity.id, name: "Anna" };
    server = await startServer({ args });
    const { json: leaders } = await get("/api/leaderboard?period=week&limit=5");
    expect(leaders).toMatchObject([total]);
    const { json: rounds } = await get("/api/history?limit=1");
    expect(
      History.parse(rounds)[0]
        ?.players.map(({ name }) => name)
        .toSorted(),
    ).toEqual(["Anna", "Rook"]);

    const returning = await Guest.join(server.url, { name: "Anna", token: identity.token });
    expect(returning.heard.identity).toEqual([]);
    await returning.leave();
  });

  test("can't be taken by others: a forged token makes a new guest, and one identity counts once at a time", async () => {
    const ann = await Guest.join(server.url, { name: "Ann" });
    const { id, token } = await until("it is told who it is", () => ann.heard.identity[0]);
    const forger = await Guest.join(server.url, { name: "Forger", token: `${id}.${"A".repeat(43)}` });
    expect((await until("it is somebody new", () => forger.heard.identity[0])).id).not.toBe(id);
    const twin = await Guest.join(server.url, { name: "Twin", token });
    expect(twin.heard.identity).toEqual([]);
    await until("rounds are kept", async () => (await roundsOf(id)) >= 1);
    expect(Totals.parse((await get(`/api/players/${id}`)).json).name).toBe("Ann");
    for (const guest of [ann, forger, twin]) await guest.leave();
  });

  test("is requested with valid parameters only", async () => {
    expect((await get("/api/leaderboard?period=year")).status).toBe(400);
    expect((await get("/api/history?limit=100000")).status).toBe(400);
    expect((await get("/api/players/nobody")).status).toBe(400);
    expect((await get("/api/players/00000000-0000-4000-8000-000000000000")).status).toBe(404);
  });

  test("health reports the state of the storage", async () => {
    expect((await get("/health")).json).toMatchObject({ storage: { state: "ok", lost: 0 } });
  });

  test("health reports a lost database, without its address", async () => {
    const cut = await startServer({ env: { DATABASE_URL: "postgres://keeper:hidden@127.0.0.1:1/rounds" } });
    const report = await until("it is missed", async () => {
      const text = await (await fetch(`${cut.http}/health`)).text();
      return text.includes('"degraded"') && text;
    });
    expect(report).not.toMatch(/127\.0\.0\.1|keeper|hidden|ECONNREFUSED/);
    await until("the log says why", () => cut.log().includes("ECONNREFUSED"));
    await cut.stop();
  });
});

describe("/metrics", () => {
  test("is closed without the token", async () => {
    expect((await get("/metrics")).status).toBe(401);
    expect((await get("/metrics", { authorization: "Bearer wrong" })).status).toBe(401);
    const closed = await startServer();
    expect((await fetch(`${closed.http}/metrics`)).status).toBe(403);
    await closed.stop();
  });

  test("is readable by a Prometheus server, and describes the present", async () => {
    const guests = [await Guest.join(server.url), await Guest.join(server.url, { bot: true })];
    const watcher = await Guest.join(server.url, { spectate: true });
    watcher.say("nonsense");
    await until("it is refused", () => watcher.heard.notice[0]);
    const before = await scrape();
    expect(before["fray_players"]).toBe(1);
    expect(before["fray_bots"]).toBe(1);
    expect(before["fray_spectators"]).toBe(1);
    expect(before["fray_rooms"]).toBe(1);
    expect(before['fray_messages_refused_total{"reason":"malformed"}']).toBeGreaterThanOrEqual(1);
    expect(before["fray_buffered_bytes"]).toBeGreaterThanOrEqual(0);
    expect(before["process_cpu_seconds_total"]).toBeGreaterThan(0);
    const { patches } = watcher;
    await until("thirty ticks are over", () => watcher.patches >= patches + 30);
    const after = await scrape();
    expect(after["fray_tick_work_seconds_count"]).toBeGreaterThanOrEqual(
      (before["fray_tick_work_seconds_count"] ?? 0) + 30,
    );
    expect(after["fray_sent_bytes_total"]).toBeGreaterThan(before["fray_sent_bytes_total"] ?? Infinity);

    for (const guest of [...guests, watcher]) await guest.leave();
    await until("the room is closed", async () => (await scrape())["fray_rooms"] === 0);
    const last = await scrape();
    expect(last["fray_sent_bytes_total"]).toBeGreaterThanOrEqual(after["fray_sent_bytes_total"] ?? Infinity);
    expect(last['fray_messages_refused_total{"reason":"malformed"}']).toBeGreaterThanOrEqual(1);
  });
});

/** Samples by name, with their labels where they have any; histograms by their count. */
async function scrape(): Promise<Record<string, number>> {
  const answer = await fetch(`${server.http}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
  expect(answer.status).toBe(200);
  const samples: Record<string, number> = {};
  for (const { name, type, metrics } of parsePrometheus(await answer.text())) {
    for (const metric of metrics) {
      if (type === "HISTOGRAM") samples[`${name}_count`] = Number(metric.count);
      else samples[metric.labels ? `${name}${JSON.stringify(metric.labels)}` : name] = Number(metric.value);
    }
  }
  return samples;
}
