import {
  MAX_ARMOUR,
  MAX_HEALTH,
  OVERDRIVE,
  PICKUP_KINDS,
  PICKUP_RETURN_S,
  PULSE,
  SPECIALS,
  weaponCode,
  type PickupKind,
} from "@fray/shared-state/rules";
import { giveSpecial, specialOf } from "@fray/shared-state/simulation/step-weapons";
import { stepWorld } from "@fray/shared-state/simulation/step-world";
import { describe, expect, test } from "vitest";

import { DT, duel, eventsOf, HERE, IDLE, testArena } from "../../support/duel.ts";

/** A duel whose shooter stands on a pickup, with the target far off. */
function onPad(kind: PickupKind, state: { health?: number; armour?: number; ammo?: number } = {}) {
  const fight = duel({ arena: testArena({ pickups: [{ ...HERE, kind }] }), distance: 20 });
  Object.assign(fight.shooter, { hurtTick: 1e6, ...state });
  const [pickup] = fight.world.pickups;
  if (!pickup) throw new Error("the arena has a pickup");
  return { ...fight, pickup };
}

const WOUNDED = { health: 20, ammo: 3 };

describe("a pickup", () => {
  test.each(PICKUP_KINDS)("%s is taken by a body that needs it, is announced, and respawns after its time", (kind) => {
    const { world, shooter, pickup, step } = onPad(kind, WOUNDED);
    expect(eventsOf(step(), "pickup")).toEqual([{ type: "pickup", index: 0, kind, taker: shooter.id }]);
    expect(pickup.available).toBe(false);
    shooter.x -= 5;
    const back = Math.round(PICKUP_RETURN_S[kind] / DT);
    for (let tick = 1; tick < back; tick++) expect(eventsOf(step(), "return")).toEqual([]);
    expect(eventsOf(step(), "return")).toEqual([{ type: "return", index: 0, kind }]);
    expect([pickup.available, world.tick]).toEqual([true, pickup.returnTick]);
  });

  test("is left for others by a body that does not need it", () => {
    for (const kind of ["health", "armour", "ammo"] as const) {
      const { pickup, step } = onPad(kind, { armour: MAX_ARMOUR });
      expect(eventsOf(step(), "pickup")).toEqual([]);
      expect(pickup.available).toBe(true);
    }
    for (const kind of ["scatter", "rocket", "orb"] as const) {
      const { shooter, pickup, step } = onPad(kind);
      giveSpecial(shooter, kind);
      step();
      expect(pickup.available).toBe(true);
      shooter.specialAmmo--;
      step();
      expect([pickup.available, shooter.specialAmmo]).toEqual([false, SPECIALS[kind].rounds]);
    }
  });

  test("is not taken by the dead", () => {
    const { world, shooter, pickup, step } = onPad("overdrive");
    Object.assign(shooter, { alive: false, respawnTick: 1e6 });
    step();
    expect([pickup.available, world.events]).toEqual([true, []]);
  });

  test("never has two owners: of two bodies that touch it the nearer one gets it", () => {
    const { shooter, target, step } = onPad("health", WOUNDED);
    Object.assign(target, { ...HERE, health: 20, hurtTick: 1e6 });
    shooter.x += 0.3;
    expect(eventsOf(step(), "pickup")).toMatchObject([{ taker: target.id }]);
    expect([shooter.health, target.health]).toEqual([20, 70]);
  });

  test("is not taken by a body that is only provisionally there", () => {
    const { world, shooter, pickup } = onPad("health", WOUNDED);
    shooter.x -= 1;
    const run = { fighter: shooter, seq: 1, input: { ...IDLE, moveX: 1 }, provisional: true };
    for (let tick = 0; tick < 6; tick++) stepWorld(world, [run]);
    expect(Math.abs(shooter.x - HERE.x)).toBeLessThan(0.6);
    expect([pickup.available, shooter.health]).toEqual([true, 20]);
  });
});

describe("the effect of each kind", () => {
  test("health heals by half, never above full", () => {
    for (const [before, after] of [
      [20, 70],
      [99, MAX_HEALTH],
    ] as const) {
      const { shooter, step } = onPad("health", { health: before });
      step();
      expect(shooter.health).toBe(after);
    }
  });

  test("armour is full", () => {
    const { shooter, step } = onPad("armour", { armour: 7 });
    step();
    expect(shooter.armour).toBe(MAX_ARMOUR);
  });

  test("ammo is a full clip at once, also while reloading, and half of the special's rounds", () => {
    const { shooter, step } = onPad("ammo", { ammo: 0 });
    giveSpecial(shooter, "scatter");
    Object.assign(shooter, { specialAmmo: 1, reloadSteps: 20 });
    step();
    expect(shooter).toMatchObject({ ammo: PULSE.clip, reloadSteps: 0, specialAmmo: 1 + SPECIALS.scatter.rounds / 2 });
  });

  test("ammo has no effect on the rail, and does not overfill a special", () => {
    const { shooter, pickup, step } = onPad("ammo");
    step();
    expect(pickup.available).toBe(true);
    giveSpecial(shooter, "orb");
    shooter.specialAmmo--;
    step();
    expect([pickup.available, shooter.specialAmmo]).toEqual([false, SPECIALS.orb.rounds]);
  });

  test("a weapon pad replaces the special, with all rounds, and does not shorten the wait", () => {
    const { shooter, step } = onPad("rocket");
    giveSpecial(shooter, "orb");
    shooter.specialCooldown = 20;
    step();
    expect(shooter).toMatchObject({
      special: weaponCode("rocket"),
      specialAmmo: SPECIALS.rocket.rounds,
      specialCooldown: 19,
    });
    expect(specialOf(shooter)).toBe("rocket");
  });
});

describe("the Overdrive", () => {
  test("lasts for its time, counted from the last one taken", () => {
    const { world, shooter, pickup, step } = onPad("overdrive");
    step();
    expect(shooter.overdriven).toBe(true);
    for (let tick = 0; tick < 100; tick++) step();
    pickup.available = true;
    step();
    const takenAt = world.tick;
    while (shooter.overdriven) step();
    expect((world.tick - takenAt) * DT).toBeCloseTo(OVERDRIVE.duration_s, 5);
  });
});
