import { MAX_HEALTH, OVERDRIVE, PULSE, RAIL, ROCKET, SCATTER } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { expect, test } from "vitest";

import { duel, eventsOf } from "../../support/duel.ts";

/** Damage of each hit while overdriven, as fired. */
function damages(special: "rail" | "scatter" | "rocket", buttons: number): number[] {
  const { shooter, target, step } = duel({ special, distance: 2.5 });
  Object.assign(shooter, { overdriven: true, overdriveTick: 1e6 });
  // It takes whatever comes.
  target.health = 10_000;
  const events = [];
  for (let tick = 0; tick < 8; tick++) events.push(...step({ buttons: tick === 0 ? buttons : 0 }));
  return eventsOf(events, "hit")
    .filter(({ victim }) => victim === target.id)
    .map(({ damage }) => damage);
}

test("adds half of the damage of every weapon", () => {
  expect(damages("rail", BUTTON.fire)).toEqual([Math.round(PULSE.damage * OVERDRIVE.damage)]);
  expect(damages("rail", BUTTON.special)).toEqual([RAIL.damage * OVERDRIVE.damage]);
  expect(damages("rocket", BUTTON.special)).toEqual([ROCKET.damage * OVERDRIVE.damage]);
  for (const damage of damages("scatter", BUTTON.special)) {
    expect(damage).toBe(Math.round(SCATTER.damage * OVERDRIVE.damage));
  }
});

test("counts for shots fired under it, not for those in the air when it begins or ends", () => {
  const damageOf = (before: boolean, after: boolean): number => {
    const { shooter, target, step, until } = duel({ distance: 8, special: "rocket" });
    Object.assign(shooter, { overdriven: before, overdriveTick: 1e6 });
    step({ buttons: BUTTON.special });
    shooter.overdriven = after;
    until("blast");
    return MAX_HEALTH - target.health;
  };
  expect(damageOf(false, true)).toBe(ROCKET.damage);
  expect(damageOf(true, false)).toBe(ROCKET.damage * OVERDRIVE.damage);
});
