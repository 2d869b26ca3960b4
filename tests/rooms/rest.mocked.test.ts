import type { Dialled } from "@fray/netcode/testing";
import { startHostBots, type HostBots } from "@fray/server/internal/operations/host-bots";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { contextHere, onlyRoom, settings } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { pass, until } from "../support/until.ts";
import { startVirtual, stepper, type VirtualServer } from "../support/virtual-server.ts";

vi.mock("node:child_process", async (importOriginal) => {
  const { spawnHere } = await import("../support/virtual-bots.ts");
  return { ...(await importOriginal<object>()), spawn: spawnHere };
});

const BOTS = 4;
const TICKS_PER_S = 30;
/** Timers of the server, its room and its bots while they rest. A timer of 60 Hz alone is above it. */
const WAKES_PER_S = 30;

let server: VirtualServer;
let way: Dialled;
let bots: HostBots;
beforeAll(async () => {
  const args = ["--bots", String(BOTS), "--map", "duel"];
  server = await startVirtual({ args });
  way = server.dial();
  bots = startHostBots(settings(...args), way.endpoint.replace("http", "ws"), server.context);
  await until("the bots are in", () => contextHere().arenas.size > 0 && onlyRoom().report().players === BOTS);
});
afterAll(async () => {
  bots.stop();
  await server.stop();
});

const ticks = () => onlyRoom().report().tick.ticks;
const inputs = () => onlyRoom().report().counters.inputsReceived;

test("bots that are alone rest, and fight on when a person joins, who finds all of them", async () => {
  await pass(10_000);
  const [before, sent] = [ticks(), inputs()];
  await pass(60_000);
  expect(ticks()).toBe(before);
  expect(inputs()).toBe(sent);
  expect(onlyRoom().report().players).toBe(BOTS);
  const woken = stepper().timersRun;
  await pass(10_000);
  expect(stepper().timersRun - woken).toBeLessThan(10 * WAKES_PER_S);

  const guest = await Guest.join(server.url, { spectate: true });
  const joined = ticks();
  await pass(2000);
  expect(ticks() - joined).toBeGreaterThan(1.9 * TICKS_PER_S);
  expect(inputs() - sent).toBeGreaterThan(BOTS * 1.4 * TICKS_PER_S);
  expect(onlyRoom().report().tick.dropped).toBe(0);
  expect(onlyRoom().report().tick.gapMs.max).toBeLessThan(100);

  await guest.leave();
  await pass(10_000);
  const again = ticks();
  await pass(10_000);
  expect(ticks()).toBe(again);
});

test("a room with a person in it does not rest, also while the person is away", async () => {
  const guest = await Guest.join(server.url);
  await pass(20_000);
  guest.room.connection.close();
  await until("the person is away", () => onlyRoom().state.roster.get(guest.sessionId)?.connected === false);
  const before = ticks();
  await pass(10_000);
  expect(ticks() - before).toBeGreaterThan(9.9 * TICKS_PER_S);
});
