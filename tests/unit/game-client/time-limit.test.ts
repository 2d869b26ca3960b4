import { timeLimit } from "@fray/game-client/internal/platform/time-limit";
import { systemRuntime } from "@fray/netcode/core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a time limit aborts when its time is over, and not earlier", () => {
  const limit = timeLimit(systemRuntime, 8000);
  vi.advanceTimersByTime(7999);
  expect(limit.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(limit.reason).toMatchObject({ name: "TimeoutError" });
});
