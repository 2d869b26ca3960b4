import { KeyedWindows } from "@fray/netcode/server";
import { describe, expect, test } from "vitest";

const WINDOW_MS = 60_000;

function windows(uses: number) {
  const time = { now: 1000 };
  return { time, limit: new KeyedWindows({ uses, windowMs: WINDOW_MS }, { now: () => time.now }) };
}

describe("a limit by windows", () => {
  test("allows a key its uses per window, which its first use begins", () => {
    const { time, limit } = windows(2);
    expect([limit.take("a"), limit.take("a"), limit.take("a")]).toEqual([true, true, false]);
    expect(limit.take("b")).toBe(true);
    time.now += WINDOW_MS - 1;
    expect(limit.take("a")).toBe(false);
    time.now += 1;
    expect(limit.take("a")).toBe(true);
  });

  test("is not extended by refused uses", () => {
    const { time, limit } = windows(1);
    for (let step = 0; step < 60; step++) {
      limit.take("a");
      time.now += WINDOW_MS / 60;
    }
    expect(limit.take("a")).toBe(true);
  });

  test("credits a use only within its window", () => {
    const { time, limit } = windows(1);
    limit.take("a");
    limit.giveBack("a");
    expect([limit.take("a"), limit.take("a")]).toEqual([true, false]);
    time.now += WINDOW_MS;
    limit.giveBack("a");
    expect([limit.take("a"), limit.take("a")]).toEqual([true, false]);
  });
});
