import { Arena, type Place } from "@fray/shared-state/arena/arena";
import { castRay, type Wall } from "@fray/shared-state/arena/wall";
import { snapAngle } from "@fray/shared-state/quantized";
import { BODY_RADIUS_U, ORB } from "@fray/shared-state/rules";
import { createPath } from "@fray/shared-state/simulation/shot-path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { loadMap } from "../../support/maps.ts";

const foundry = loadMap("foundry");
const anyPlace = fc.record({
  x: fc.double({ min: 0, max: foundry.width, noNaN: true }),
  y: fc.double({ min: 0, max: foundry.height, noNaN: true }),
});

test("a ray through the grid ends where a test of every wall says it ends", () => {
  fc.assert(
    fc.property(anyPlace, fc.double({ min: 0, max: 7, noNaN: true }), ({ x, y }, angle) => {
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      const toEdge = Math.min(
        dx > 0 ? (foundry.width - x) / dx : dx < 0 ? -x / dx : Infinity,
        dy > 0 ? (foundry.height - y) / dy : dy < 0 ? -y / dy : Infinity,
      );
      const expected = Math.min(
        25,
        toEdge,
        ...foundry.walls.map((wall) => castRay(wall, { x, y, directionX: dx, directionY: dy })),
      );
      expect(foundry.raycast(x, y, dx, dy, 25)).toBeCloseTo(expected, 9);
    }),
    { numRuns: 2000 },
  );
});

test("sight is symmetric, and does not pass walls", () => {
  fc.assert(
    fc.property(anyPlace, anyPlace, (a, b) => {
      const distance = Math.hypot(b.x - a.x, b.y - a.y);
      fc.pre(distance > 0);
      const nearest = Math.min(
        ...foundry.walls.map((wall) =>
          castRay(wall, { x: a.x, y: a.y, directionX: (b.x - a.x) / distance, directionY: (b.y - a.y) / distance }),
        ),
      );
      // A place on the very face of a wall may count either way.
      fc.pre(Math.abs(nearest - distance) > 1e-6);
      const between = nearest < distance;
      expect(foundry.sees(a.x, a.y, b.x, b.y)).toBe(!between);
    }),
    { numRuns: 500 },
  );
});

const WIDTH = 30;
const HEIGHT = 20;

/** Rectangles on quarter tiles: they touch, overlap, make corners and leave gaps of any width. */
const anyRectangles = fc.array(
  fc
    .record({
      left: fc.integer({ min: -4, max: WIDTH * 4 }),
      top: fc.integer({ min: -4, max: HEIGHT * 4 }),
      width: fc.integer({ min: 1, max: 24 }),
      height: fc.integer({ min: 1, max: 24 }),
    })
    .map(({ left, top, width, height }): Wall => ({
      left: left / 4,
      top: top / 4,
      right: (left + width) / 4,
      bottom: (top + height) / 4,
    })),
  { maxLength: 14 },
);
const anyAngle = fc.oneof(
  fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }).map(snapAngle),
  // Straight along the axes and into corners.
  fc.integer({ min: 0, max: 7 }).map((eighth) => snapAngle((eighth * Math.PI) / 4)),
);
/** On quarter tiles, so that what flies from there meets corners exactly, or anywhere. */
const anySpot = fc.oneof(
  fc
    .record({ x: fc.integer({ min: 0, max: WIDTH * 4 }), y: fc.integer({ min: 0, max: HEIGHT * 4 }) })
    .map(({ x, y }) => ({ x: x / 4, y: y / 4 })),
  fc.record({
    x: fc.double({ min: 0, max: WIDTH, noNaN: true }),
    y: fc.double({ min: 0, max: HEIGHT, noNaN: true }),
  }),
);
const build = (layout: { walls?: Wall[]; covers?: Wall[] }): Arena =>
  new Arena({ name: "any", width: WIDTH, height: HEIGHT, spawns: [], walls: [], ...layout });

/** How deep in u a circle is in any of the rectangles or beyond the edge of the map; 0 or less when it only touches. */
function depth(solids: readonly Wall[], { x, y }: Place, radius: number): number {
  const distances = solids.map(({ left, top, right, bottom }) =>
    Math.hypot(Math.max(left - x, x - right, 0), Math.max(top - y, y - bottom, 0)),
  );
  return radius - Math.min(x, y, WIDTH - x, HEIGHT - y, ...distances);
}

/** Aimed at the corner where a gap just as wide as an orb begins. */
const INTO_A_GAP: [Wall[], Place, number] = [
  [{ left: WIDTH - 5, top: 0, right: WIDTH - 2 * ORB.radius_u, bottom: 3 }],
  { x: WIDTH - 0.75, y: 3.75 },
  snapAngle((7 * Math.PI) / 4),
];

describe("among any walls", () => {
  test("an orb flies its whole range and never enters a wall or leaves the map", () => {
    fc.assert(
      fc.property(anyRectangles, anySpot, anyAngle, (walls, { x, y }, angle) => {
        fc.pre(depth(walls, { x, y }, BODY_RADIUS_U) <= 0);
        const legs = createPath(build({ walls }), x, y, angle, ORB);
        for (const leg of legs) {
          for (let along = 0; along <= leg.length; along += Math.max(0.05, leg.length / 40)) {
            const at = { x: leg.x + leg.directionX * along, y: leg.y + leg.directionY * along };
            if (depth(walls, at, ORB.radius_u) > 1e-6) throw new Error(`in a wall at ${at.x}, ${at.y}`);
          }
        }
        const last = legs.at(-1);
        expect((last?.start ?? 0) + (last?.length ?? 0)).toBeCloseTo(ORB.range_u, 6);
      }),
      { numRuns: 2000, examples: [INTO_A_GAP] },
    );
  });

  test("a body moved by any amount never ends in a wall, in low cover or off the map", () => {
    const anyMove = fc.record({
      dx: fc.double({ min: -6, max: 6, noNaN: true }),
      dy: fc.double({ min: -6, max: 6, noNaN: true }),
    });
    fc.assert(
      fc.property(anyRectangles, anyRectangles, anySpot, fc.array(anyMove), (walls, covers, spot, moves) => {
        const arena = build({ walls, covers });
        const solids = [...walls, ...covers];
        fc.pre(depth(solids, spot, BODY_RADIUS_U) <= 0);
        let at: Place = spot;
        for (const { dx, dy } of moves) {
          at = arena.sweepCircle({ x: at.x, y: at.y, vx: dx, vy: dy }, BODY_RADIUS_U, { dt: 1 });
          if (depth(solids, at, BODY_RADIUS_U) > 2e-3) throw new Error(`overlaps at ${at.x}, ${at.y}`);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("sight and shots pass over low cover unaffected", () => {
    fc.assert(
      fc.property(anyRectangles, anyRectangles, anySpot, anySpot, anyAngle, (walls, covers, from, to, angle) => {
        const [bare, covered] = [build({ walls }), build({ walls, covers })];
        expect(covered.sees(from.x, from.y, to.x, to.y)).toBe(bare.sees(from.x, from.y, to.x, to.y));
        for (const weapon of [ORB, { range_u: 22, radius_u: 0.12 }]) {
          const path = (among: Arena) => createPath(among, from.x, from.y, angle, weapon);
          expect(path(covered)).toEqual(path(bare));
        }
      }),
      { numRuns: 500 },
    );
  });
});
