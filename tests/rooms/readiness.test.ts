import { BUILD } from "@fray/server/internal/build";
import { notReadyBecause, type Services } from "@fray/server/internal/operations/readiness";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { settled } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel", "--metrics-token", "sesame"] });
});
afterAll(() => server.stop());

const ask = async (path: string) => {
  const answer = await settled(fetch(`${server.http}${path}`));
  return { status: answer.status, body: await settled(answer.json()) };
};

test("/metrics names the version and the build of the server", async () => {
  const headers = { authorization: "Bearer sesame" };
  const text = await settled((await settled(fetch(`${server.http}/metrics`, { headers }))).text());
  expect(text).toMatch(new RegExp(`^fray_build_info\\{version="[\\d.]+",build="${BUILD}"\\} 1$`, "m"));
});

describe("/health/ready", () => {
  test("is 503 with the reason while the server drains; /health/live and /health stay 200", async () => {
    expect(await ask("/health/ready")).toEqual({ status: 200, body: { ok: true, reasons: [] } });
    server.context.admission.isDraining = true;
    expect(await ask("/health/ready")).toEqual({ status: 503, body: { ok: false, reasons: ["draining"] } });
    expect(await ask("/health/live")).toEqual({ status: 200, body: { ok: true } });
    expect(await ask("/health")).toMatchObject({
      status: 200,
      body: { draining: true, version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
    });
    server.context.admission.isDraining = false;
  });

  const keeper = (state: "ok" | "degraded") => ({
    report: () =>
      ({ state, waiting: 0, lost: 0, interruptions: 0, error: "" }) as ReturnType<
        NonNullable<Services["keeper"]>["report"]
      >,
  });
  test.for([
    ["no services", { keeper: undefined, peers: undefined }, []],
    ["services that work", { keeper: keeper("ok"), peers: { areLost: false } }, []],
    ["a database that is away", { keeper: keeper("degraded"), peers: undefined }, ["storage"]],
    ["Redis that is away", { keeper: keeper("ok"), peers: { areLost: true } }, ["redis"]],
    ["both away", { keeper: keeper("degraded"), peers: { areLost: true } }, ["storage", "redis"]],
  ] as const)("with %s", ([, services, reasons]) => {
    expect(notReadyBecause(server.context, services)).toEqual(reasons);
  });
});
