import { MAX_HEALTH, PULSE } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { expect, test } from "vitest";

import { duel, eventsOf, testArena } from "../../support/duel.ts";

const PULL = { buttons: BUTTON.fire };

test("a hit of a pulse has its distance along the path, and its damage", () => {
  const { target, step, until } = duel({ distance: 6 });
  step(PULL);
  expect(until("hit")).toMatchObject({ victim: 2, damage: PULSE.damage, distance: expect.closeTo(5.38, 1) });
  expect(target.health).toBe(MAX_HEALTH - PULSE.damage);
});

test("it hits an enemy who stands closer than the muzzle", () => {
  const events = duel({ distance: 0.3 }).step(PULL);
  expect(events.map(({ type }) => type)).toEqual(["shot", "hit"]);
});

test("it passes over low cover, but not through walls, and does not outlive its range", () => {
  const slab = { left: 22, top: 18, right: 23, bottom: 22 };
  for (const [layout, health] of [
    [{ covers: [slab] }, MAX_HEALTH - PULSE.damage],
    [{ walls: [slab] }, MAX_HEALTH],
  ] as const) {
    const { world, shooter, target, step } = duel({ arena: testArena(layout) });
    step(PULL);
    for (let i = 0; i < 60; i++) step();
    expect(world.shots).toHaveLength(0);
    expect([shooter.health, target.health]).toEqual([MAX_HEALTH, health]);
  }
});

test("it does not damage a shield, and firing ends the own shield", () => {
  const { shooter, target, step, until } = duel({ distance: 3 });
  for (const fighter of [shooter, target]) Object.assign(fighter, { shielded: true, shieldTick: 1e6 });
  step(PULL);
  expect(shooter.shielded).toBe(false);
  expect(until("hit").damage).toBe(0);
  expect(target.health).toBe(MAX_HEALTH);
});

test("two who shoot each other in the same tick both die", () => {
  const { world, shooter, target, step } = duel({ distance: 2 });
  for (const fighter of [shooter, target]) fighter.health = 1;
  const birth = { seq: 1, weapon: "pulse", bornTick: world.tick, part: 0, team: 0, boost: 1 } as const;
  const leg = { y: 20, directionY: 0, start: 0, length: 10 };
  world.shots.push(
    { ...birth, owner: 1, x: 20, y: 20, angle: 0, legs: [{ ...leg, x: 20, directionX: 1 }], reach: 10 },
    { ...birth, owner: 2, x: 22, y: 20, angle: Math.PI, legs: [{ ...leg, x: 22, directionX: -1 }], reach: 10 },
  );
  const deaths = eventsOf([...step(), ...step()], "death");
  expect(deaths.map(({ victim, killer }) => [victim, killer])).toEqual([
    [2, 1],
    [1, 2],
  ]);
});
