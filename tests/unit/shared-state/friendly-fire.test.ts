import { MAX_HEALTH, type Special } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { createFighter, type Fighter } from "@fray/shared-state/simulation/body";
import { addFighter } from "@fray/shared-state/simulation/world";
import { describe, expect, test } from "vitest";

import { duel, HERE, type Duel } from "../../support/duel.ts";

/** A fight between teams with a mate of the shooter in the line of fire, before the target. */
function withMate(special: Special, friendlyFire = false): Duel & { mate: Fighter } {
  const fight = duel({ special, teams: [1, 2], distance: 4, friendlyFire });
  const mate = createFighter(3, 1);
  addFighter(fight.world, mate);
  fight.step();
  Object.assign(mate, { x: HERE.x + 2, y: HERE.y, shielded: false });
  return { ...fight, mate };
}

const EVERY_SHOT = [
  ["pulse", BUTTON.fire],
  ["rail", BUTTON.special],
  ["scatter", BUTTON.special],
  ["rocket", BUTTON.special],
  ["orb", BUTTON.special],
] as const;

describe("in a team", () => {
  test.each(EVERY_SHOT)("a %s passes through mates and hits the enemy behind", (weapon, buttons) => {
    const { shooter, mate, target, step } = withMate(weapon === "pulse" ? "rail" : weapon);
    for (let tick = 0; tick < 10; tick++) step({ buttons });
    for (let tick = 0; tick < 30; tick++) step();
    expect(target.health).toBeLessThan(MAX_HEALTH);
    expect([mate.health, mate.vx, mate.vy]).toEqual([MAX_HEALTH, 0, 0]);
    expect(shooter.health).toBeGreaterThan(0);
  });

  test("an explosion neither hurts nor pushes mates, but affects its owner", () => {
    const { shooter, mate, target, step, until } = withMate("rocket");
    Object.assign(target, { x: HERE.x + 2 });
    step({ buttons: BUTTON.special });
    if (target.health === MAX_HEALTH) until("blast");
    expect([mate.health, mate.vx]).toEqual([MAX_HEALTH, 0]);
    expect(shooter.health).toBeLessThan(MAX_HEALTH);
    expect(target.health).toBeLessThan(MAX_HEALTH);
  });

  test("a shot stays on the side it was fired for, even when its owner changes sides", () => {
    const { shooter, mate, target, step } = withMate("rocket");
    step({ buttons: BUTTON.special });
    shooter.team = 2;
    for (let tick = 0; tick < 20; tick++) step();
    expect(mate.health).toBe(MAX_HEALTH);
    expect(target.health).toBeLessThan(MAX_HEALTH);
  });
});

test.each(EVERY_SHOT)("with friendly fire, a %s hits the mate in its way", (weapon, buttons) => {
  const { shooter, mate, step } = withMate(weapon === "pulse" ? "rail" : weapon, true);
  for (let tick = 0; tick < 10; tick++) step({ buttons });
  for (let tick = 0; tick < 30; tick++) step();
  expect(mate.health).toBeLessThan(MAX_HEALTH);
  expect(shooter.health).toBeGreaterThan(0);
});

test("without teams all others are enemies", () => {
  const { shooter, target, step, until } = duel({ teams: [0, 0] });
  step({ buttons: BUTTON.fire });
  expect(until("hit").victim).toBe(target.id);
  expect(shooter.health).toBe(MAX_HEALTH);
});
