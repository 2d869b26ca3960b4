import { castRay } from "@fray/shared-state/arena/wall";
import fc from "fast-check";
import { expect, test } from "vitest";

import { loadMap } from "../support/maps.ts";

const arena = loadMap("foundry");
const anyPlace = fc.record({
  x: fc.double({ min: 0, max: arena.width, noNaN: true }),
  y: fc.double({ min: 0, max: arena.height, noNaN: true }),
});

test("a ray through the grid ends where trying every wall says it ends", () => {
  fc.assert(
    fc.property(anyPlace, fc.double({ min: 0, max: 7, noNaN: true }), ({ x, y }, angle) => {
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      const toEdge = Math.min(
        dx > 0 ? (arena.width - x) / dx : dx < 0 ? -x / dx : Infinity,
        dy > 0 ? (arena.height - y) / dy : dy < 0 ? -y / dy : Infinity,
      );
      const expected = Math.min(25, toEdge, ...arena.walls.map((wall) => castRay(wall, x, y, dx, dy)));
      expect(arena.raycast(x, y, dx, dy, 25)).toBeCloseTo(expected, 9);
    }),
    { numRuns: 2000 },
  );
});

test("sight goes both ways, and not through walls", () => {
  fc.assert(
    fc.property(anyPlace, anyPlace, (a, b) => {
      const distance = Math.hypot(b.x - a.x, b.y - a.y);
      fc.pre(distance > 0);
      const nearest = Math.min(
        ...arena.walls.map((wall) => castRay(wall, a.x, a.y, (b.x - a.x) / distance, (b.y - a.y) / distance)),
      );
      // A place on the very face of a wall may count either way.
      fc.pre(Math.abs(nearest - distance) > 1e-6);
      const between = nearest < distance;
      expect(arena.sees(a.x, a.y, b.x, b.y)).toBe(!between);
    }),
    { numRuns: 500 },
  );
});
