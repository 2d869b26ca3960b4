import { readShots, writeBlast, writeHit, writeShot } from "@fray/shared-state/protocol/events";
import { snapAngle, snapPosition } from "@fray/shared-state/quantized";
import { weaponCode, WEAPONS } from "@fray/shared-state/rules";
import { createShots } from "@fray/shared-state/simulation/shot";
import { pointAt } from "@fray/shared-state/simulation/shot-path";
import fc from "fast-check";
import { expect, test } from "vitest";

import { loadMap } from "../../support/maps.ts";

const arena = loadMap("foundry");
const anyBirth = fc.record({
  owner: fc.integer({ min: 1, max: 0xffff }),
  seq: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  weapon: fc.constantFrom(...WEAPONS),
  x: fc.double({ min: 0.5, max: arena.width - 0.5, noNaN: true }).map(snapPosition),
  y: fc.double({ min: 0.5, max: arena.height - 0.5, noNaN: true }).map(snapPosition),
  angle: fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }).map(snapAngle),
  bornTick: fc.constant(7),
});

test("a client flies every shot exactly as the server does, pellets and bounces included", () => {
  fc.assert(
    fc.property(anyBirth, (birth) => {
      const shots = createShots(arena, birth);
      // Passes through a JSON-like encoding: only numbers cross the wire.
      const wire = structuredClone(writeShot({ type: "shot", birth, shots }));
      const read = readShots(arena, 7, wire);
      expect(
        read.map(({ owner, seq, part, weapon, angle, legs }) => ({ owner, seq, part, weapon, angle, legs })),
      ).toEqual(shots.map(({ owner, seq, part, weapon, angle, legs }) => ({ owner, seq, part, weapon, angle, legs })));
      for (const [index, shot] of shots.entries()) {
        const off = Math.abs((read[index]?.reach ?? Infinity) - shot.reach);
        expect(off).toBeLessThanOrEqual(birth.weapon === "rail" ? 1 / 512 : 0);
      }
    }),
    { numRuns: 500 },
  );
});

test("a shot is a few integers: pellets, paths and speeds are not sent", () => {
  fc.assert(
    fc.property(anyBirth, (birth) => {
      const wire = writeShot({ type: "shot", birth, shots: createShots(arena, birth) });
      expect(wire).toHaveLength({ pulse: 5, rail: 7, scatter: 6, rocket: 6, orb: 6 }[birth.weapon]);
      for (const value of wire) expect(Number.isInteger(value)).toBe(true);
    }),
  );
});

test("hits contain their pellet, and explosions their place", () => {
  const birth = { owner: 3, seq: 9, x: 22, y: 16, angle: 0, bornTick: 7 } as const;
  const [first, second] = createShots(arena, { ...birth, weapon: "scatter" });
  const [rocket] = createShots(arena, { ...birth, weapon: "rocket" });
  if (!first || !second || !rocket) throw new Error("nothing was fired");
  const hit = { type: "hit", victim: 5, distance: 2.5, damage: 7 } as const;
  expect(writeHit({ ...hit, shot: first })).toEqual([3, 9, 5, 640, 7]);
  expect(writeHit({ ...hit, shot: second })).toEqual([3, 9, 5, 640, 7, 1]);
  const { x, y } = pointAt(rocket, 4);
  expect(writeBlast({ type: "blast", shot: rocket, distance: 4, x, y })).toEqual([
    3,
    9,
    26 * 256,
    16 * 256,
    weaponCode("rocket"),
  ]);
});
