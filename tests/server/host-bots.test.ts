import { startHostBots } from "@fray/server/internal/operations/host-bots";
import type { RunningServer } from "@fray/server/server";
import type * as childProcess from "node:child_process";
import { ChildProcess, spawn } from "node:child_process";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";

import { contextHere, settings, startHere } from "../security/in-process.ts";
import { until } from "../support/until.ts";

vi.mock("node:child_process", async (importOriginal) => {
  const original = await importOriginal<typeof childProcess>();
  return { ...original, spawn: vi.fn(original.spawn) };
});

let server: RunningServer;
beforeAll(async () => {
  server = await startHere("--bots", "1");
});
afterAll(() => server.close());
afterEach(() => {
  vi.useRealTimers();
  vi.mocked(spawn).mockClear();
});

test("bots that can't be started do not end the server; they join when they can, and again when they are killed", async () => {
  const { execPath } = process;
  process.execPath = "/nowhere/node";
  const bots = startHostBots(settings("--bots", "1"), server.localUrl, server.context);
  process.execPath = execPath;
  const players = () => Array.from(contextHere().arenas).reduce((sum, room) => sum + room.report().players, 0);
  await until("the bot is in", () => players() === 1);
  expect(spawn).toHaveBeenCalledTimes(2);
  const killed: ChildProcess = vi.mocked(spawn).mock.results.at(-1)?.value;
  killed.kill("SIGKILL");
  await until("it is missed", () => players() === 0);
  await until("another one is in", () => players() === 1);
  expect(spawn).toHaveBeenCalledTimes(3);
  bots.stop();
  await until("it is gone", () => contextHere().arenas.size === 0);
});

test("the wait before a restart grows while bots keep failing, and starts over after a healthy minute", () => {
  // Does not fake setInterval, which polls the rooms: a room that opens now would have a clock that never advances.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  const children: ChildProcess[] = [];
  vi.mocked(spawn).mockImplementation(() => {
    const child = Object.assign(Object.create(ChildProcess.prototype), { kill: () => true });
    children.push(child);
    return child;
  });
  const bots = startHostBots(settings("--bots", "1"), server.localUrl, server.context);
  /** Ends the newest process and returns how many ms went by until the next one. */
  const restartDelay = () => {
    const count = children.length;
    children.at(-1)?.emit("exit", 1, null);
    const since = performance.now();
    while (children.length === count) vi.advanceTimersToNextTimer();
    return performance.now() - since;
  };
  expect([restartDelay(), restartDelay(), restartDelay()]).toEqual([1000, 2000, 4000]);
  vi.advanceTimersByTime(60_000);
  expect(restartDelay()).toBe(1000);
  bots.stop();
});
