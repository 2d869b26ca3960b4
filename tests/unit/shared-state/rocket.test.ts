import { BODY_RADIUS_U, MAX_HEALTH, ROCKET } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { createFighter, type Fighter } from "@fray/shared-state/simulation/body";
import { addFighter } from "@fray/shared-state/simulation/world";
import fc from "fast-check";
import { expect, test } from "vitest";

import { DT, duel, eventsOf, HERE, testArena, type Duel } from "../../support/duel.ts";

const PULL = { buttons: BUTTON.special };
const { blast } = ROCKET;
/** A wall 5 u to the right of the shooter. */
const WALL = { left: 25, top: 10, right: 26, bottom: 30 };

/** Fires at the wall with the target at a place near where it explodes; returns the damage to it. */
function splash(at: { x: number; y: number }, walls = [WALL]): number {
  const { target, step, until } = duel({ arena: testArena({ walls }), special: "rocket" });
  Object.assign(target, at);
  step(PULL);
  until("blast");
  return MAX_HEALTH - target.health;
}

/** Adds another fighter to those of a duel. */
function bystander({ world, step }: Duel, at: { x: number; y: number }): Fighter {
  const fighter = createFighter(3);
  addFighter(world, fighter);
  step();
  return Object.assign(fighter, at, { shielded: false });
}

test("a rocket flies at its speed, and does all of its damage to the body it touches", () => {
  const { world, target, step, until } = duel({ distance: 10, special: "rocket" });
  step(PULL);
  const firedAt = world.tick;
  const { distance, x } = until("blast");
  expect(MAX_HEALTH - target.health).toBe(ROCKET.damage);
  expect((world.tick - firedAt) * DT).toBeCloseTo((distance - ROCKET.muzzle_u) / ROCKET.speed_u_per_s, 1);
  expect(HERE.x + distance - x).toBeCloseTo(0.05, 2);
});

test("its splash damage falls from the middle to the edge, and ends there", () => {
  const distances = Array.from({ length: 12 }, (_, index) => 0.3 + index * 0.3);
  const damage = distances.map((distance) => splash({ x: 25 - BODY_RADIUS_U, y: HERE.y + distance }));
  for (const [index, distance] of distances.entries()) {
    if (distance < blast.radius_u) expect(damage[index]).toBeGreaterThanOrEqual(blast.edgeDamage);
    if (distance > blast.radius_u + BODY_RADIUS_U) expect(damage[index]).toBe(0);
    if (index > 0) expect(damage[index]).toBeLessThanOrEqual(damage[index - 1] ?? 0);
  }
  expect(damage[0]).toBeGreaterThan(0.8 * ROCKET.damage);
});

test("it does not reach behind walls, but round their ends", () => {
  const behind = { x: WALL.right + BODY_RADIUS_U, y: HERE.y };
  expect(splash(behind)).toBe(0);
  const short = { ...WALL, top: HERE.y - 0.5 };
  expect(splash({ x: short.left + 0.3, y: short.top - 0.8 }, [short])).toBeGreaterThan(0);
});

test("it explodes on any wall at any angle, and bodies on that side are in its sight", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
      fc.integer({ min: 1, max: 5000 }).map((steps) => steps / 1000),
      (aim, gap) => {
        const room = { left: HERE.x - gap - 0.5, right: HERE.x + gap + 0.5, top: 15, bottom: 25 };
        const walls = [
          { left: 0, top: 0, right: room.left, bottom: 40 },
          { left: room.right, top: 0, right: 60, bottom: 40 },
        ];
        const { shooter, target, step, until } = duel({ arena: testArena({ walls }), special: "rocket" });
        Object.assign(target, { x: HERE.x, y: 1 });
        const blasts = eventsOf(step({ ...PULL, aim }), "blast");
        const { x, y } = blasts[0] ?? until("blast");
        const distance = Math.hypot(x - HERE.x, y - HERE.y) - BODY_RADIUS_U;
        // The owner has not moved; the room has no corner to hide behind.
        if (distance < blast.radius_u - 0.1) expect(shooter.health).toBeLessThan(MAX_HEALTH);
      },
    ),
    { numRuns: 200 },
  );
});

test("at the end of its range it explodes in the air", () => {
  const { target, step, until } = duel({ special: "rocket" });
  target.y += 10;
  step(PULL);
  expect(until("blast").distance).toBeCloseTo(ROCKET.range_u, 5);
});

test("a rocket jump costs half of the damage, and the body flies", () => {
  const { shooter, target, step } = duel({ arena: testArena({ walls: [WALL] }), special: "rocket" });
  Object.assign(shooter, { x: WALL.left - BODY_RADIUS_U });
  target.y += 15;
  const [hit] = eventsOf(step(PULL), "hit");
  expect(hit).toMatchObject({ victim: shooter.id, damage: ROCKET.damage * blast.ownShare });
  expect(shooter.vx).toBeCloseTo(-blast.knockback_u_per_s, 1);
  for (let i = 0; i < 10; i++) step();
  expect(shooter.x).toBeLessThan(WALL.left - BODY_RADIUS_U - 1);
});

test("its own rocket may kill its owner, and the kill event names the owner as the killer", () => {
  const { shooter, step } = duel({ arena: testArena({ walls: [WALL] }), special: "rocket" });
  Object.assign(shooter, { x: WALL.left - BODY_RADIUS_U, health: 10 });
  expect(eventsOf(step(PULL), "death")).toMatchObject([{ victim: shooter.id, killer: shooter.id, weapon: "rocket" }]);
});

test("it pushes bodies that it hurts away from it, and no shielded body", () => {
  const fight = duel({ distance: 8, special: "rocket" });
  const { shooter, target, step, until } = fight;
  const shielded = bystander(fight, { x: HERE.x + 8, y: HERE.y + 1.2 });
  Object.assign(shielded, { shielded: true, shieldTick: 1e6 });
  expect(shooter.alive).toBe(true);
  step(PULL);
  until("blast");
  expect(target.vx).toBeGreaterThan(blast.knockback_u_per_s * 0.9);
  expect([shielded.vx, shielded.vy, shielded.health]).toEqual([0, 0, MAX_HEALTH]);
});

test("a push reaches also the body to which provisional steps will be undone", () => {
  const { world, target, step } = duel({ distance: 8, special: "rocket" });
  step(PULL);
  const provisional = { fighter: target, seq: 0, input: { moveX: 0, moveY: 0, aim: 0, buttons: 0 }, provisional: true };
  for (let tick = 0; tick < 30 && target.health === MAX_HEALTH; tick++) {
    world.checkpoints.set(target.id, { ...target });
    step();
  }
  expect(provisional.fighter.vx).toBeGreaterThan(10);
  expect(world.checkpoints.get(target.id)?.vx).toBe(target.vx);
});

test("it flies on when its owner has left, and keeps its side", () => {
  const fight = duel({ distance: 8, special: "rocket", teams: [1, 2] });
  const { world, shooter, target, step } = fight;
  const mate = bystander(fight, { x: HERE.x + 4, y: HERE.y });
  mate.team = 1;
  step(PULL);
  world.fighters.delete(shooter.id);
  for (let i = 0; i < 20; i++) step();
  expect([mate.health, target.health]).toEqual([MAX_HEALTH, MAX_HEALTH - ROCKET.damage]);
});
