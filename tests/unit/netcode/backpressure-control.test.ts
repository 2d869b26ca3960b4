import { BackpressureControl, BACKPRESSURE_LEVELS } from "@fray/netcode/server";
import { describe, expect, test } from "vitest";

const KIB = 1024;
const TICK_S = 1 / 30;
const MARK_S = 0.5;

describe("the backpressure levels", () => {
  test("do not react to a lost packet, or to much data in flight", () => {
    const control = new BackpressureControl();
    control.judge(0, { behindS: 0.4, waitingBytes: 20 * KIB });
    expect(control.level.name).toBe("full");
    control.judge(1, { behindS: 0.1, waitingBytes: 500 * KIB });
    expect(control.level.name).toBe("full");
  });

  test.for([
    [0.6, 0, "half"],
    [1.2, 0, "quarter"],
    [1.6, 0, "eighth"],
    [3, 0, "held"],
    [4.5, 0, "cut"],
    [0.3, 70, "half"],
    [0.3, 100, "quarter"],
    [0.3, 130, "eighth"],
    [0.3, 200, "held"],
    [0.3, 256, "cut"],
  ] as const)("%d s behind with %d KiB waiting is %s", ([behindS, kib, name]) => {
    const control = new BackpressureControl();
    control.judge(0, { behindS, waitingBytes: kib * KIB });
    expect(control.level.name).toBe(name);
  });

  test("return one level at a time, each after two calm seconds", () => {
    const control = new BackpressureControl();
    control.judge(0, { behindS: 1.2, waitingBytes: 0 });
    const names = [];
    for (let now = 1; now <= 6; now++) {
      control.judge(now, { behindS: 0, waitingBytes: 0 });
      names.push(control.level.name);
    }
    expect(names).toEqual(["quarter", "quarter", "half", "half", "full", "full"]);
  });

  test("a held connection continues as soon as something has arrived", () => {
    const control = new BackpressureControl();
    control.judge(0, { behindS: 3, waitingBytes: 0 });
    control.judge(TICK_S, { behindS: 2, waitingBytes: 0 });
    expect(control.level.name).toBe("eighth");
  });

  test("try a rate that was too high less and less often", () => {
    const control = new BackpressureControl();
    const tries: number[] = [];
    let level = control.level.name;
    for (let tick = 0; tick < 110 / TICK_S; tick++) {
      const now = tick * TICK_S;
      // The full rate is always too much, and shows so half a second later.
      const tooMuch = control.level.name === "full" && now - (tries.at(-1) ?? 0) > 0.5;
      control.judge(now, { behindS: tooMuch ? 0.6 : 0, waitingBytes: 0 });
      if (level !== "full" && control.level.name === "full") tries.push(now);
      level = control.level.name;
    }
    const pauses = tries.slice(1).map((at, index) => Math.round(at - (tries[index] ?? 0)));
    expect(pauses).toEqual([5, 9, 17, 33, 33]);
  });

  test("are listed in order, each for a worse connection than the one before", () => {
    for (const [index, level] of BACKPRESSURE_LEVELS.entries()) {
      const before = BACKPRESSURE_LEVELS[index - 1];
      if (!before) continue;
      expect(level.behindS).toBeGreaterThan(before.behindS);
      expect(level.waitingBytes).toBeGreaterThan(before.waitingBytes);
      expect(level.every).toBeGreaterThanOrEqual(before.every);
      expect(level.reach).toBeLessThanOrEqual(before.reach);
    }
  });
});

/**
 * A line that takes `bytesPerS` when `bytesPerTick` would be sent in full, for a minute; returns the longest anybody
 * waited once it had settled, in s, and whether it was cut.
 */
function run(bytesPerS: number, bytesPerTick: number): { readonly worst: number; readonly isCut: boolean } {
  const control = new BackpressureControl();
  let queue = 0;
  let worst = 0;
  let behindS = 0;
  for (let tick = 1; tick <= 60 / TICK_S; tick++) {
    const { every, reach, name } = control.level;
    if (name === "cut") return { worst, isCut: true };
    if (tick % every === 0) queue += bytesPerTick * reach * Math.min(every, 2);
    queue = Math.max(0, queue - bytesPerS * TICK_S);
    if (tick % Math.round(MARK_S / TICK_S) === 0) behindS = queue / bytesPerS;
    control.judge(tick * TICK_S, { behindS, waitingBytes: queue });
    if (tick * TICK_S > 10) worst = Math.max(worst, behindS);
  }
  return { worst, isCut: false };
}

describe("a connection slower than its traffic", () => {
  test.for([8000, 4000, 2000, 1000])("of %d B/s keeps up at a lower rate, and is never disconnected", (bytesPerS) => {
    const { worst, isCut } = run(bytesPerS, 300);
    expect(isCut).toBe(false);
    expect(worst).toBeLessThan(2.6);
  });

  test("that reads nothing at all is disconnected", () => {
    expect(run(0.001, 300).isCut).toBe(true);
  });
});
