import { DEGRADATION_LEVELS, LoadShedding } from "@fray/netcode/server";
import { describe, expect, test } from "vitest";

const TICK_S = 1 / 30;

/** A server whose ticks take what they are told to. */
class Clockwork {
  readonly shedding = new LoadShedding(() => this.now * this.cpuShare);
  now = 0;
  /** Of a core. */
  cpuShare = 1;

  /**
   * Runs for `seconds`, each tick ending `spent` steps after it was due, `gap` steps after the one before; returns the reliefs
   * it went through.
   */
  run(seconds: number, spent: (tick: number) => number, gap = (tick: number) => Math.max(1, spent(tick))): string[] {
    const names = [this.shedding.degradation.name];
    const end = this.now + seconds;
    for (let tick = 0; this.now < end; tick++) {
      this.now += TICK_S * gap(tick);
      this.shedding.note(this.now, spent(tick));
      if (names.at(-1) !== this.shedding.degradation.name) names.push(this.shedding.degradation.name);
    }
    return names;
  }
}

const busy = () => 1.3;
const easy = () => 0.3;

describe("a server whose ticks", () => {
  test("end in time change nothing, however busy they are", () => {
    expect(new Clockwork().run(60, () => 0.95)).toEqual(["none"]);
  });

  test("stand still once, for however long, change nothing", () => {
    const isLate = (tick: number) => tick > 100 && tick <= 104;
    // The next are run in one go afterwards.
    const spent = (tick: number) => (tick === 100 || isLate(tick) ? 200 : 0.3);
    expect(new Clockwork().run(60, spent, (tick) => (isLate(tick) ? 0 : spent(tick)))).toEqual(["none"]);
  });

  test("are late now and then change nothing", () => {
    expect(new Clockwork().run(60, (tick) => (tick % 3 === 0 ? 1.5 : 0.5))).toEqual(["none"]);
  });

  test("are late because others have the processor change nothing", () => {
    const server = new Clockwork();
    server.cpuShare = 0.2;
    expect(server.run(60, busy)).toEqual(["none"]);
  });

  test("are late for more than a second shed the cheapest, and more in the stated order while that does not help", () => {
    const server = new Clockwork();
    expect(server.run(2.5, busy)).toEqual(["none", "pairs"]);
    expect(server.run(30, busy)).toEqual(["pairs", "spectators", "farBodies", "patches", "joins"]);
  });

  test("end early again restore one thing after the other, and allow joins first", () => {
    const server = new Clockwork();
    server.run(30, busy);
    expect(server.run(20, easy)).toEqual(["joins", "patches", "farBodies", "spectators", "pairs", "none"]);
  });

  test("end just in time change nothing", () => {
    const server = new Clockwork();
    server.run(2.5, busy);
    expect(server.run(60, () => 0.9)).toEqual(["pairs"]);
  });

  test("need the shed work restore it less and less often", () => {
    const server = new Clockwork();
    let given = 0;
    const pauses: number[] = [];
    for (let before = "none"; server.now < 200; before = server.shedding.degradation.name) {
      server.run(TICK_S, server.shedding.level === 0 ? busy : easy);
      if (before === "none" || server.shedding.degradation.name !== "none") continue;
      pauses.push(Math.round(server.now - given));
      given = server.now;
    }
    expect(pauses.length).toBeGreaterThan(3);
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(pauses.at(-1)).toBeGreaterThan(4 * (pauses[1] ?? 0));
  });
});

test("each degradation level includes those before it", () => {
  for (const [index, degradation] of DEGRADATION_LEVELS.entries()) {
    const before = DEGRADATION_LEVELS[index - 1];
    if (!before) continue;
    expect(degradation.every.spectators).toBeGreaterThanOrEqual(before.every.spectators);
    expect(degradation.every.fighters).toBeGreaterThanOrEqual(before.every.fighters);
    expect(degradation.reach).toBeLessThanOrEqual(before.reach);
    expect(Number(degradation.takesPairs)).toBeGreaterThanOrEqual(Number(before.takesPairs));
    expect(Number(degradation.refusesJoins)).toBeGreaterThanOrEqual(Number(before.refusesJoins));
  }
});
