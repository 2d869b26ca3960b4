import { PULSE, SPECIALS, SWAP_S, weaponCode, type Special } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { specialOf } from "@fray/shared-state/simulation/step-weapons";
import { describe, expect, test } from "vitest";

import { DT, duel, eventsOf, type Duel } from "../../support/duel.ts";

const { fire, special } = BUTTON;
const LIMITED = ["scatter", "rocket", "orb"] as const satisfies readonly Special[];

/** Holds buttons, and lists what was fired and when, in seconds from the first tick. */
function hold({ world, target, step }: Duel, buttons: number, seconds: number) {
  // Out of every line: this is about triggers.
  target.y = 2;
  const fired: { weapon: string; at: number }[] = [];
  for (let tick = 0; tick < seconds / world.dt; tick++) {
    for (const { birth } of eventsOf(step({ buttons }), "shot"))
      fired.push({ weapon: birth.weapon, at: tick * world.dt });
  }
  return fired;
}

const gaps = (fired: readonly { at: number }[]): number[] =>
  fired.slice(1).map(({ at }, index) => at - (fired[index]?.at ?? 0));

describe("the special", () => {
  test.each(LIMITED)("%s fires all of its rounds at its own pace, and then the rail replaces it", (name) => {
    const fight = duel({ special: name });
    const { rounds, cooldown_s } = SPECIALS[name];
    const fired = hold(fight, special, cooldown_s * rounds + 2);
    const own = fired.filter(({ weapon }) => weapon === name);
    expect(own).toHaveLength(rounds);
    for (const gap of gaps(own)) expect(gap).toBeCloseTo(cooldown_s, 5);
    expect(fired.at(-1)?.weapon).toBe("rail");
    expect(fight.shooter).toMatchObject({ special: weaponCode("rail"), specialAmmo: 0 });
  });

  test("the rail has unlimited rounds", () => {
    expect(hold(duel(), special, 10).length).toBeGreaterThan(7);
  });

  test("a charging rail fires although its trigger is released, and although another special is taken in that time", () => {
    const fight = duel();
    fight.step({ buttons: special });
    Object.assign(fight.shooter, { special: weaponCode("rocket"), specialAmmo: 4 });
    expect(hold(fight, 0, 0.5).map(({ weapon }) => weapon)).toEqual(["rail"]);
    expect(fight.shooter.specialAmmo).toBe(4);
  });

  test("an unknown code stands for the rail", () => {
    expect(specialOf({ special: weaponCode("pulse") })).toBe("rail");
    expect(specialOf({ special: 200 })).toBe("rail");
  });
});

describe("two triggers", () => {
  test.each([20, 26, 30, 45, 60])("one locks the other for the time of a change of weapons, at %i ticks/s", (rate) => {
    for (const name of LIMITED) {
      const fight = duel({ dt: 1 / rate, special: name });
      const fired = hold(fight, fire | special, 2.5);
      expect(new Set(fired.map(({ weapon }) => weapon))).toEqual(new Set(["pulse", name]));
      for (const [index, gap] of gaps(fired).entries()) {
        const changes = fired[index]?.weapon !== fired[index + 1]?.weapon;
        expect(gap).toBeGreaterThanOrEqual((changes ? SWAP_S : PULSE.interval_s) - 1e-9);
        expect(gap).toBeLessThan(SWAP_S + PULSE.interval_s + 2 / rate);
      }
    }
  });

  test("held together, the special is fired as often as alone: the pulse uses the time in between", () => {
    const both = hold(duel({ special: "rocket" }), fire | special, 3.5);
    const alone = hold(duel({ special: "rocket" }), special, 3.5);
    expect(both.filter(({ weapon }) => weapon === "rocket")).toHaveLength(alone.length);
    expect(both.length).toBeGreaterThan(2 * alone.length);
  });

  test("an empty clip is reloaded while the special fires", () => {
    const fight = duel({ special: "rocket" });
    fight.shooter.ammo = 1;
    const fired = hold(fight, fire, 0.2);
    expect(fired).toHaveLength(1);
    hold(fight, special, PULSE.reload_s + DT);
    expect(fight.shooter.ammo).toBe(PULSE.clip);
    expect(fight.shooter.specialAmmo).toBeLessThan(SPECIALS.rocket.rounds);
  });
});
