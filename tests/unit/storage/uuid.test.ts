import { systemRuntime } from "@fray/netcode/core";
import { madeAt } from "@fray/server/internal/storage/identity";
import { randomUuid, timedUuid } from "@fray/server/internal/storage/uuid";
import { expect, test } from "vitest";

test("an id has the version and the variant of its kind, and no two ids are the same", () => {
  const random = Array.from({ length: 100 }, () => randomUuid(systemRuntime));
  const timed = Array.from({ length: 100 }, () => timedUuid(systemRuntime));
  for (const id of random) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  for (const id of timed) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(new Set([...random, ...timed]).size).toBe(200);
});

test("a timed id contains its creation time, also when that has fractions of a millisecond", () => {
  const wallTime = () => Date.UTC(2026, 0, 1) + 0.75;
  expect(madeAt(timedUuid({ ...systemRuntime, wallTime }))).toBe(Date.UTC(2026, 0, 1));
});
