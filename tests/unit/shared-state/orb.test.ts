import { snapAngle } from "@fray/shared-state/quantized";
import { MAX_HEALTH, ORB } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { createShots } from "@fray/shared-state/simulation/shot";
import { pointAt, type Leg } from "@fray/shared-state/simulation/shot-path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { duel, HERE, testArena } from "../../support/duel.ts";
import { loadMap } from "../../support/maps.ts";

const PULL = { buttons: BUTTON.special };
const anyAngle = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }).map(snapAngle);

const orbFrom = (arena: ReturnType<typeof testArena>, x: number, y: number, angle: number) => {
  const [orb] = createShots(arena, { owner: 1, seq: 1, weapon: "orb", x, y, angle, bornTick: 0 });
  if (!orb) throw new Error("an orb is one shot");
  return orb;
};

const endOf = ({ x, y, directionX, directionY, length }: Leg) => ({
  x: x + directionX * length,
  y: y + directionY * length,
});

describe("an orb's path", () => {
  const foundry = loadMap("foundry");

  test("continues where it bounced, never into a wall, and ends with the fuse", () => {
    fc.assert(
      fc.property(fc.constantFrom(...foundry.spawns), anyAngle, ({ x, y }, angle) => {
        const { legs, reach } = orbFrom(foundry, x, y, angle);
        for (const [index, leg] of legs.entries()) {
          const next = legs[index + 1];
          if (next) expect({ x: next.x, y: next.y }).toEqual(endOf(leg));
          for (const at of [leg, endOf(leg)]) expect(foundry.blocks(at.x, at.y, ORB.radius_u, 1e-6)).toBe(false);
        }
        expect(reach).toBeCloseTo(ORB.range_u, 6);
      }),
      { numRuns: 1000 },
    );
  });

  test("is reflected by a wall like light by a mirror", () => {
    const wall = { left: 25, top: 0, right: 26, bottom: 40 };
    const orb = orbFrom(testArena({ walls: [wall] }), HERE.x, HERE.y, 0.5);
    const [first, second] = orb.legs;
    expect(second?.x).toBeCloseTo(wall.left - ORB.radius_u, 9);
    expect(second?.directionX).toBe(-(first?.directionX ?? 0));
    expect(second?.directionY).toBe(first?.directionY);
  });

  test("leaves a corner in the opposite direction, also where two walls meet", () => {
    const walls = [
      { left: 25, top: 10, right: 26, bottom: 25 },
      { left: 10, top: 25, right: 26, bottom: 26 },
    ];
    const orb = orbFrom(testArena({ walls }), HERE.x, HERE.y, Math.PI / 4);
    const last = orb.legs.at(-1);
    expect([last?.directionX, last?.directionY]).toEqual([
      expect.closeTo(-Math.SQRT1_2, 6),
      expect.closeTo(-Math.SQRT1_2, 6),
    ]);
    expect(orb.reach).toBeCloseTo(ORB.range_u, 6);
  });

  test("treats a wall built of several as one", () => {
    const whole = [{ left: 10, top: 22, right: 50, bottom: 24 }];
    const pieces = Array.from({ length: 40 }, (_, i) => ({ left: 10 + i, top: 22, right: 11 + i, bottom: 24 }));
    fc.assert(
      fc.property(anyAngle, (angle) => {
        const [one, many] = [whole, pieces].map((walls) => orbFrom(testArena({ walls }), HERE.x, HERE.y, angle));
        for (const distance of [5, 15, 25, 35]) {
          const at = one && pointAt(one, distance);
          expect(many && pointAt(many, distance)).toEqual({
            x: expect.closeTo(at?.x ?? 0, 6),
            y: expect.closeTo(at?.y ?? 0, 6),
          });
        }
      }),
    );
  });

  test("fired straight across the narrowest gap that fits a body, lasts for the whole fuse", () => {
    const walls = [
      { left: 0, top: 0, right: 19.5, bottom: 40 },
      { left: 20.5, top: 0, right: 60, bottom: 40 },
    ];
    expect(orbFrom(testArena({ walls }), 20, 20, 0).reach).toBeCloseTo(ORB.range_u, 6);
  });
});

describe("an orb", () => {
  test("explodes 3 s after it was fired when it touches no body", () => {
    const { world, target, step, until } = duel({ special: "orb" });
    target.y += 15;
    step(PULL);
    const firedAt = world.tick;
    expect(until("blast").distance).toBeCloseTo(ORB.range_u, 6);
    expect((world.tick - firedAt) * world.dt).toBeCloseTo(ORB.fuse_s, 1);
  });

  test("explodes on the first enemy it touches, also after a bounce, and never on its owner", () => {
    const wall = { left: 25, top: 0, right: 26, bottom: 40 };
    const { shooter, target, step, until } = duel({ arena: testArena({ walls: [wall] }), special: "orb" });
    // It comes straight back, through its owner, to who stands behind.
    target.x = HERE.x - 6;
    step(PULL);
    const { distance } = until("blast");
    expect(distance).toBeGreaterThan(2 * (5 - ORB.radius_u) + 5);
    expect([shooter.health, target.health]).toEqual([MAX_HEALTH, MAX_HEALTH - ORB.damage]);
  });

  test("flies over low cover", () => {
    const { until, step } = duel({
      arena: testArena({ covers: [{ left: 22, top: 10, right: 23, bottom: 30 }] }),
      special: "orb",
    });
    step(PULL);
    expect(until("hit").victim).toBe(2);
  });
});
