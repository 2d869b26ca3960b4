import { kill, hitBody } from "@fray/shared-state/internal/simulation/hit-body";
import { ARMOUR_SHARE, MAX_ARMOUR, MAX_HEALTH, PULSE } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import fc from "fast-check";
import { expect, test } from "vitest";

import { duel, eventsOf } from "../../support/duel.ts";

/** A fight in which the shooter's next shot does this much damage at once. */
function struck(health: number, armour: number, damage: number) {
  const fight = duel({ distance: 2 });
  const { world, target, step } = fight;
  Object.assign(target, { health, armour });
  step({ buttons: BUTTON.fire });
  const [shot] = world.shots;
  if (!shot) throw new Error("nothing was fired");
  world.shots = [];
  world.events.length = 0;
  hitBody(world, shot, target, { damage, distance: 1, movedSinceSeen: 0 });
  return { target, events: [...world.events] };
}

test("armour takes two thirds of a hit while there is any", () => {
  const { target } = struck(MAX_HEALTH, MAX_ARMOUR, 30);
  expect([target.health, target.armour]).toEqual([90, 30]);
  const worn = struck(MAX_HEALTH, 5, 30).target;
  expect([worn.health, worn.armour]).toEqual([75, 0]);
});

test("no part of a hit is lost or added, and nothing falls below zero", () => {
  const anyHit = fc.record({
    health: fc.integer({ min: 1, max: MAX_HEALTH }),
    armour: fc.integer({ min: 0, max: MAX_ARMOUR }),
    damage: fc.integer({ min: 1, max: 200 }),
  });
  fc.assert(
    fc.property(anyHit, ({ health, armour, damage }) => {
      const { target, events } = struck(health, armour, damage);
      const [hit] = eventsOf(events, "hit");
      const worn = Math.min(armour, Math.round(damage * ARMOUR_SHARE));
      expect(hit?.damage).toBe(worn + Math.min(health, damage - worn));
      expect(target.alive).toBe(damage - worn < health);
      if (!target.alive) return;
      expect([target.health, target.armour]).toEqual([health - (damage - worn), armour - worn]);
    }),
  );
});

test("full armour makes a body last about half as long again under the pulse", () => {
  const hits = (armour: number): number => {
    const { target, step } = duel({ distance: 2 });
    Object.assign(target, { armour });
    let count = 0;
    while (target.alive) count += eventsOf(step({ buttons: BUTTON.fire }), "hit").length;
    return count;
  };
  expect(hits(0)).toBe(Math.ceil(MAX_HEALTH / PULSE.damage));
  expect(hits(MAX_ARMOUR)).toBe(Math.ceil((MAX_HEALTH + MAX_ARMOUR) / PULSE.damage));
});

test("the dead have no armour and no effects left", () => {
  const { world, target } = duel();
  Object.assign(target, { armour: 50, shielded: true, overdriven: true, railCharge: 3, vx: 5 });
  kill(world, target);
  expect(target).toMatchObject({ alive: false, armour: 0, shielded: false, overdriven: false, railCharge: 0, vx: 0 });
});
