import { MAX_HEALTH, RAIL } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { createFighter } from "@fray/shared-state/simulation/body";
import { copyEvent } from "@fray/shared-state/simulation/events";
import { stepWorld } from "@fray/shared-state/simulation/step-world";
import { addFighter } from "@fray/shared-state/simulation/world";
import { expect, test } from "vitest";

import { DT, duel, eventsOf, HERE, IDLE, testArena } from "../../support/duel.ts";

test("a rail hits once, where its shooter saw the target, after a visible charge", () => {
  const { world, shooter, target } = duel({ distance: 6 });
  const seen = { x: target.x, y: target.y };
  target.y += 3;
  let seq = 0;
  const step = (buttons: number) => {
    const sight = { positionOf: () => seen };
    stepWorld(world, [{ fighter: shooter, seq: ++seq, input: { ...IDLE, buttons }, sight }]);
    return world.events.map(copyEvent);
  };
  expect(step(BUTTON.special)).toEqual([]);
  expect(shooter.railCharge).toBe(Math.round(RAIL.charge_s / DT));
  const events = [];
  for (let i = 0; i < 20; i++) events.push(...step(BUTTON.special | BUTTON.fire));
  expect(eventsOf(events, "shot").filter(({ birth }) => birth.weapon === "rail")).toHaveLength(1);
  expect(eventsOf(events, "hit")).toMatchObject([{ victim: target.id, damage: RAIL.damage }]);
  expect(target.health).toBe(MAX_HEALTH - RAIL.damage);
});

test("a hit has the distance that the victim had moved since, and misses a body that was not there", () => {
  const { world, shooter, target } = duel({ distance: 6 });
  target.health = 1;
  const seen = { x: target.x, y: target.y };
  target.y += 1.5;
  const strike = (positionOf: () => typeof seen | undefined) => {
    shooter.railCharge = 1;
    stepWorld(world, [{ fighter: shooter, seq: 1, input: IDLE, sight: { positionOf } }]);
    return eventsOf(world.events, "death");
  };
  expect(strike(() => undefined)).toEqual([]);
  expect(strike(() => seen)).toMatchObject([{ weapon: "rail", victim: target.id, movedSinceSeen: 1.5 }]);
});

test("it is stopped by walls, not by low cover, and by the first body in its way", () => {
  const slab = { left: 22, top: 18, right: 23, bottom: 22 };
  const damageBehind = (layout: Parameters<typeof testArena>[0]) => {
    const { world, shooter, target, step } = duel({ arena: testArena(layout) });
    const behind = createFighter(3);
    addFighter(world, behind);
    step();
    Object.assign(behind, { x: target.x + 2, y: target.y, shielded: false });
    shooter.railCharge = 1;
    step();
    return [MAX_HEALTH - target.health, MAX_HEALTH - behind.health];
  };
  expect(damageBehind({ walls: [slab] })).toEqual([0, 0]);
  expect(damageBehind({ covers: [slab] })).toEqual([RAIL.damage, 0]);
});

test("two bodies that fire in the same tick both hit, in either order", () => {
  for (const turned of [false, true]) {
    const { world, shooter, target } = duel();
    const commands = [shooter, target].map((fighter, index) => {
      Object.assign(fighter, { health: 1, railCharge: 1 });
      return { fighter, seq: 1, input: { ...IDLE, aim: index * Math.PI } };
    });
    stepWorld(world, turned ? commands.toReversed() : commands);
    expect([shooter.alive, target.alive]).toEqual([false, false]);
  }
});

test("a body that moves in the tick of a rail shot is hit at its new place, in either order", () => {
  for (const turned of [false, true]) {
    const { world, shooter, target } = duel();
    // It runs across the line, and leaves it in this very tick.
    Object.assign(target, { y: HERE.y + 0.45, vy: 7.5 });
    shooter.railCharge = 1;
    const commands = [
      { fighter: shooter, seq: 1, input: IDLE },
      { fighter: target, seq: 1, input: { ...IDLE, moveY: 1 } },
    ];
    stepWorld(world, turned ? commands.toReversed() : commands);
    expect(target.health).toBe(MAX_HEALTH);
  }
});
