import { systemRuntime } from "@fray/netcode/core";
import { logger } from "@fray/server/internal/logger";
import { faultIn, faultOf, PeerLog } from "@fray/server/internal/peer-log";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const warn = vi.fn<(fields: object, message?: string) => void>();
beforeEach(() => {
  vi.useFakeTimers();
  warn.mockReset();
  vi.spyOn(logger, "warn").mockImplementation(warn as unknown as typeof logger.warn);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test("a line that a peer causes a thousand times a second is logged a few times, with a count of the rest", () => {
  const log = new PeerLog(systemRuntime);
  const before = log.counts().connection;
  for (let index = 0; index < 1000; index++) log.write("connection", "warn", { index }, "broken");
  const lines = warn.mock.calls.length;
  expect(lines).toBeGreaterThan(1);
  expect(lines).toBeLessThan(20);
  expect(log.counts().connection - before).toBe(1000);
  vi.advanceTimersByTime(10_000);
  expect(warn.mock.calls.length).toBe(lines + 1);
  expect(warn.mock.lastCall?.[0]).toEqual({ kind: "connection", unlogged: 1000 - lines });
  // Another kind is not held back by it, and the next line of this one tells of nothing twice.
  log.write("request", "warn", {}, "unreadable");
  log.write("connection", "warn", { index: 1000 }, "broken");
  expect(warn.mock.calls.slice(-2)).toEqual([
    [{}, "unreadable"],
    [{ index: 1000 }, "broken"],
  ]);
});

test("the next line of a kind tells how many were omitted before it", () => {
  const log = new PeerLog(systemRuntime);
  for (let index = 0; index < 100; index++) log.write("door", "warn", {}, "join failed");
  const lines = warn.mock.calls.length;
  vi.advanceTimersByTime(5000);
  log.write("door", "warn", {}, "join failed");
  expect(warn.mock.lastCall?.[0]).toEqual({ unlogged: 100 - lines });
});

test("a line about an error has the message and the place, and not the stack", () => {
  const { fault, at } = faultOf(new TypeError("no such thing\nand more"));
  expect(fault).toBe("TypeError: no such thing");
  expect(at).toMatch(/^at .*peer-log\.test\.ts/);
  expect(faultIn(["# SERVER_ERROR: ", new Error("inside")]).fault).toBe("Error: inside");
  expect(faultIn([{ large: Array.from({ length: 1000 }) }]).fault).toBe("an object");
  expect(faultOf("x".repeat(10_000)).fault).toHaveLength(300);
});
