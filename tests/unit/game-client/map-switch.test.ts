import { MapSwitch } from "@fray/game-client/internal/connection/map-switch";
import { systemRuntime } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { loadMap } from "../../support/maps.ts";

const duel = loadMap("duel");
const foundry = loadMap("foundry");

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A switch on the map Duel; `answer` is the result of fetching another map. */
function onDuel(answer: () => Promise<Arena>) {
  const listener = { onSwitch: vi.fn(), onFail: vi.fn() };
  const load = vi.fn(answer);
  return { maps: new MapSwitch(systemRuntime, duel, load, listener), load, ...listener };
}

test("a map that was named in time is played as soon as the server plays it", async () => {
  const { maps, load, onSwitch } = onDuel(async () => foundry);
  maps.prefetch("foundry");
  maps.prefetch("foundry");
  await vi.runAllTimersAsync();
  expect(maps.arena).toBe(duel);
  maps.follow("foundry");
  expect([maps.arena, maps.isHere]).toEqual([foundry, true]);
  expect(onSwitch).toHaveBeenCalledOnce();
  expect(load).toHaveBeenCalledOnce();
});

test("the old map stays while a late one loads", async () => {
  const { maps, onSwitch } = onDuel(async () => foundry);
  maps.follow("foundry");
  expect([maps.arena, maps.isHere]).toEqual([duel, false]);
  await vi.runAllTimersAsync();
  expect([maps.arena, maps.isHere]).toEqual([foundry, true]);
  expect(onSwitch).toHaveBeenCalledOnce();
});

test("a connection that fails for a moment only delays the map", async () => {
  let tries = 0;
  const { maps, onFail } = onDuel(async () => {
    if (++tries < 4) throw new Error("offline");
    return foundry;
  });
  maps.follow("foundry");
  await vi.runAllTimersAsync();
  expect(maps.arena).toBe(foundry);
  expect(onFail).not.toHaveBeenCalled();
});

test("a map that never loads is reported once, and only when it is the one to play", async () => {
  const { maps, onFail } = onDuel(() => Promise.reject(new Error("404")));
  maps.prefetch("foundry");
  await vi.runAllTimersAsync();
  expect(onFail).not.toHaveBeenCalled();
  maps.follow("foundry");
  await vi.runAllTimersAsync();
  expect(onFail).toHaveBeenCalledOnce();
  expect(maps.arena).toBe(duel);
});
