import { squaredDistance, SpatialGrid } from "@fray/netcode/core";
import fc from "fast-check";
import { expect, test } from "vitest";

const SIZE = { width: 37, height: 23 };
const place = fc.record({
  x: fc.double({ min: 0, max: SIZE.width, noNaN: true }),
  y: fc.double({ min: 0, max: SIZE.height, noNaN: true }),
});
const item = fc.tuple(place, fc.boolean()).map(([{ x, y }, counts]) => ({ x, y, counts }));

test("the nearest match is as far away as a search of all bodies says, from any place", () => {
  fc.assert(
    fc.property(place, fc.array(item, { maxLength: 30 }), fc.constantFrom(1, 4, 50), (from, items, cell) => {
      const grid = new SpatialGrid<(typeof items)[number]>(SIZE.width, SIZE.height, cell);
      for (const each of items) grid.insert(each);
      const expected = Math.min(...items.filter(({ counts }) => counts).map((each) => squaredDistance(from, each)));
      expect(grid.squaredDistanceToNearest(from, ({ counts }) => counts)).toBe(expected);
    }),
  );
});

test("a query finds all bodies inside a rectangle, and none from before the last clearing", () => {
  fc.assert(
    fc.property(place, place, fc.array(item), fc.array(item), (corner, other, before, items) => {
      const grid = new SpatialGrid<(typeof items)[number]>(SIZE.width, SIZE.height, 4);
      for (const each of before) grid.insert(each);
      grid.clear();
      for (const each of items) grid.insert(each);
      const [left, right] = [Math.min(corner.x, other.x), Math.max(corner.x, other.x)];
      const [top, bottom] = [Math.min(corner.y, other.y), Math.max(corner.y, other.y)];
      const found = new Set<object>();
      grid.query({ left, top, right, bottom }, (each) => found.add(each));
      for (const each of items) {
        if (each.x >= left && each.x <= right && each.y >= top && each.y <= bottom) expect(found).toContain(each);
      }
      for (const each of before) expect(found).not.toContain(each);
    }),
  );
});
