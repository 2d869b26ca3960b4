import { Metrics } from "@fray/server/internal/operations/metrics";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { Guest } from "../support/guest.ts";
import { settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const Dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) })),
});
const { panels } = Dashboard.parse(
  JSON.parse(readFileSync(new URL("../../deploy/grafana.json", import.meta.url), "utf8")),
);

/** Metrics and labels that a query names. */
const metricsIn = (query: string): string[] => query.match(/\b(?:fray|process|nodejs)_\w+/g) ?? [];
const labelsIn = (query: string): string[] => Array.from(query.matchAll(/by \((\w+)\)/g), ([, label = ""]) => label);

const rules = readFileSync(new URL("../../deploy/alerts.yaml", import.meta.url), "utf8");
const alerts = Array.from(rules.matchAll(/alert: (\w+)\n\s+expr: (.+)/g), ([, alert = "", expr = ""]) => ({
  alert,
  expr,
}));

/** The metrics of a server that uses a database and Redis. */
async function ofServices(): Promise<string[]> {
  const metrics = new Metrics(server.context);
  const keeper = { report: () => ({ state: "ok", waiting: 0, lost: 0, interruptions: 0 }) as const };
  metrics.watchServices(server.context, { keeper, peers: { areLost: false } }, { maxRooms: 2, maxPlayers: 8 });
  return (await metrics.exposition()).split("\n").filter((line) => /fray_(?:storage|redis)_/.test(line));
}

let server: VirtualServer;
let lines: string[];
beforeAll(async () => {
  server = await startVirtual({ args: ["--metrics-token", "sesame"] });
  const guest = await Guest.join(server.url);
  lines = await until("ticks are measured", async () => {
    const headers = { authorization: "Bearer sesame" };
    const text = await (await settled(fetch(`${server.http}/metrics`, { headers }))).text();
    return /^fray_tick_gap_seconds_count [1-9]/m.test(text) && text.split("\n");
  });
  await guest.leave();
  lines.push(...(await ofServices()));
});
afterAll(() => server.stop());

describe("the Grafana dashboard", () => {
  test.for(panels)("$title: uses only metrics and labels of /metrics", ({ targets }) => {
    for (const { expr } of targets) {
      const metrics = metricsIn(expr);
      expect(metrics).toHaveLength(1);
      const samples = lines.filter((line) => metrics.includes(/^\w+/.exec(line)?.[0] ?? ""));
      expect(samples, expr).not.toHaveLength(0);
      for (const label of labelsIn(expr)) expect(samples[0]).toContain(`${label}="`);
    }
  });

  test.for(alerts)("the alert $alert uses only metrics of /metrics", ({ expr }) => {
    for (const metric of metricsIn(expr)) expect(lines.some((line) => line.startsWith(metric))).toBe(true);
  });

  test("shows every metric of ours", () => {
    const shown = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => metricsIn(expr)));
    const ours = lines.flatMap((line) => /^# TYPE (fray_\w+)/.exec(line)?.[1] ?? []);
    expect(ours.length).toBeGreaterThan(10);
    for (const metric of ours) expect(shown.map((name) => name.replace(/_bucket$/, ""))).toContain(metric);
  });
});
