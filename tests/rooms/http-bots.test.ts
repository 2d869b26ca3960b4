import { afterAll, beforeAll, expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { pass, until } from "../support/until.ts";
import { playHere } from "../support/virtual-bots.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const BOTS = 4;
const SECONDS = 10;

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel"] });
});
afterAll(() => server.stop());

async function metric(name: string): Promise<number> {
  const line = (await server.context.metrics.exposition()).split("\n").find((each) => each.startsWith(`${name} `));
  return Number(line?.split(" ")[1]);
}

test("bots play over plain HTTP with few requests, lose no input and no patch, and leave", async () => {
  const bots = playHere("--url", server.url, "--transport", "http", "--count", String(BOTS), "--json", "--quiet");
  await until("they are in", () => bots.counters.snapshot().joined === BOTS);
  expect(await metric('fray_connections{transport="http"}')).toBe(BOTS);
  expect(await metric('fray_connections{transport="websocket"}')).toBe(0);
  await until("everything comes on streams", async () => (await metric("fray_poll_streams")) === BOTS);
  const [began, pollsBefore] = [bots.report(), await metric("fray_polls_total")];
  await pass(SECONDS * 1000);
  const [over, polls] = [bots.report(), (await metric("fray_polls_total")) - pollsBefore];
  const played = (report: unknown) => (report as { totals: { inputs: number; patches: number } }).totals;
  const patches = played(over).patches - played(began).patches;
  const inputs = played(over).inputs - played(began).inputs;
  expect(patches).toBeGreaterThan(BOTS * SECONDS * 29.5);
  expect(polls).toBeLessThan(0.42 * inputs);
  expect(onlyRoom().report().counters.inputsDropped).toBe(0);
  expect(over).toMatchObject({ playing: BOTS, failed: 0, disconnects: {}, decodeErrors: {} });
  await bots.stop();
  await until("nobody is left", async () => (await metric('fray_connections{transport="http"}')) === 0);
});
