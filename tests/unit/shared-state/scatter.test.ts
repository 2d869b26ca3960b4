import { snapAngle, snapPosition } from "@fray/shared-state/quantized";
import { SCATTER } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { createShots, type ShotBirth } from "@fray/shared-state/simulation/shot";
import fc from "fast-check";
import { expect, test } from "vitest";

import { duel, eventsOf, testArena } from "../../support/duel.ts";

const PULL = { buttons: BUTTON.special };
const arena = testArena();
const anyBirth = fc.record({
  owner: fc.integer({ min: 1, max: 0xffff }),
  seq: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  weapon: fc.constant("scatter" as const),
  x: fc.double({ min: 0, max: 60, noNaN: true }).map(snapPosition),
  y: fc.double({ min: 0, max: 40, noNaN: true }).map(snapPosition),
  angle: fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }).map(snapAngle),
  bornTick: fc.constant(1),
});

/** How far each pellet is off the middle, in rad. */
const offsets = (birth: ShotBirth): number[] =>
  createShots(arena, birth).map(({ angle }) => {
    const turned = angle - birth.angle;
    return turned > Math.PI ? turned - 2 * Math.PI : turned < -Math.PI ? turned + 2 * Math.PI : turned;
  });

test("a scatter is eight pellets in a fan, each near its place", () => {
  fc.assert(
    fc.property(anyBirth, (birth) => {
      const fan = offsets(birth);
      expect(fan).toHaveLength(SCATTER.pellets);
      for (const [part, offset] of fan.entries()) {
        const place = (part / (SCATTER.pellets - 1)) * 2 * SCATTER.spread_rad - SCATTER.spread_rad;
        expect(Math.abs(offset - place)).toBeLessThan(SCATTER.jitter_rad + 1e-3);
      }
    }),
  );
});

test("its pattern follows from the shooter and the number of the input: another input, another pattern", () => {
  fc.assert(
    fc.property(anyBirth, (birth) => {
      expect(createShots(arena, { ...birth })).toEqual(createShots(arena, birth));
      expect(offsets({ ...birth, seq: birth.seq + 1 })).not.toEqual(offsets(birth));
      expect(offsets({ ...birth, owner: (birth.owner % 0xffff) + 1 })).not.toEqual(offsets(birth));
    }),
  );
});

test("all pellets hit at arm's length, few of them farther away", () => {
  const damageAt = (distance: number): number => {
    const { step } = duel({ distance, special: "scatter" });
    const events = [step(PULL), ...Array.from({ length: 15 }, () => step())].flat();
    return eventsOf(events, "hit").reduce((sum, { damage }) => sum + damage, 0);
  };
  expect(damageAt(1.5)).toBe(SCATTER.pellets * SCATTER.damage);
  expect(damageAt(8)).toBeLessThan((SCATTER.pellets * SCATTER.damage) / 2);
  expect(damageAt(SCATTER.range_u + 1)).toBe(0);
});

test("it is one event with all its pellets, identified by their number", () => {
  const { step } = duel({ special: "scatter" });
  const [shot, ...more] = eventsOf(step(PULL), "shot");
  expect(more).toEqual([]);
  expect(shot?.shots.map(({ part }) => part)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});
