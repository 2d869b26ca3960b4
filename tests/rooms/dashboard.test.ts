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

  test("shows every metric of ours", () => {
    const shown = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => metricsIn(expr)));
    const ours = lines.flatMap((line) => /^# TYPE (fray_\w+)/.exec(line)?.[1] ?? []);
    expect(ours.length).toBeGreaterThan(10);
    for (const metric of ours) expect(shown.map((name) => name.replace(/_bucket$/, ""))).toContain(metric);
  });
});
