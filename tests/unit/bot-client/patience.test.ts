import type { Activity } from "@fray/bot-client/internal/exec/isolation/usage";
import { Patience } from "@fray/bot-client/internal/ladder/patience";
import { systemRuntime } from "@fray/netcode/core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const LIMITS = { bankMs: 1000, perAnswerMs: 100 };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Ms of the clock until a step of a program is missed, as `activity` says what it has done after so many ms. */
async function patienceWith(
  activity: (ms: number) => Activity | undefined,
  { patience, limitMs = 60_000 }: { patience?: Patience; limitMs?: number } = {},
): Promise<number | undefined> {
  const startedAt = performance.now();
  const judge = patience ?? new Patience(systemRuntime, LIMITS, () => activity(performance.now() - startedAt));
  const spent = new AbortController();
  judge.start(() => spent.abort());
  while (!spent.signal.aborted && performance.now() - startedAt < limitMs) await vi.advanceTimersByTimeAsync(10);
  judge.stop();
  return spent.signal.aborted ? performance.now() - startedAt : undefined;
}

test("a program that sleeps has the time that is in the bank", async () => {
  const ms = await patienceWith(() => ({ cpuMs: 500, isAwake: false }));
  expect(ms).toBeGreaterThanOrEqual(1000);
  expect(ms).toBeLessThan(1200);
});

test("a program that computes has the same CPU time with half a core or a twentieth of one", async () => {
  for (const share of [1, 0.5, 0.05]) {
    const ms = await patienceWith((after) => ({ cpuMs: Math.floor((after * share) / 10) * 10, isAwake: true }));
    expect(ms).toBeGreaterThan((0.5 * LIMITS.bankMs) / share);
    expect(ms).toBeLessThan((1.3 * LIMITS.bankMs) / share);
  }
});

test("a program that uses many cores has no more CPU time", async () => {
  const ms = await patienceWith((after) => ({ cpuMs: after * 8, isAwake: true }));
  expect(ms).toBeLessThan(300);
});

test("a program that waits for a core gets ten times as long, but not without limit", async () => {
  const ms = await patienceWith(() => ({ cpuMs: 0, isAwake: true }));
  expect(ms).toBeGreaterThan(9000);
  expect(ms).toBeLessThan(12_000);
});

test("on a system that does not report CPU time, the clock counts for a fifth", async () => {
  const ms = await patienceWith(() => undefined);
  expect(ms).toBeGreaterThan(4900);
  expect(ms).toBeLessThan(6000);
});

test("with an empty bank a step has a short time, and answers fill the bank again", async () => {
  const asleep = { cpuMs: 0, isAwake: false };
  const patience = new Patience(systemRuntime, LIMITS, () => asleep);
  await patienceWith(() => asleep, { patience });
  expect(await patienceWith(() => asleep, { patience })).toBeLessThan(50);
  for (let answer = 0; answer < 5; answer++) patience.credit();
  expect(await patienceWith(() => asleep, { patience })).toBeGreaterThanOrEqual(500);
  for (let answer = 0; answer < 500; answer++) patience.credit();
  expect(await patienceWith(() => asleep, { patience })).toBeLessThan(1200);
});

test("an answer in time stops it", async () => {
  const patience = new Patience(systemRuntime, LIMITS, () => ({ cpuMs: 0, isAwake: false }));
  const onSpent = vi.fn<() => void>();
  patience.start(onSpent);
  await vi.advanceTimersByTimeAsync(500);
  patience.stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(onSpent).not.toHaveBeenCalled();
});
