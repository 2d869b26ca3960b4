import { LabelPlaces } from "@fray/game-client/internal/drawing/labels/label-places";
import fc from "fast-check";
import { expect, test } from "vitest";

const HEIGHT = 0.5;
const tag = fc.record({
  x: fc.double({ min: 0, max: 6, noNaN: true }),
  y: fc.double({ min: 0, max: 3, noNaN: true }),
  width: fc.double({ min: 0.5, max: 4, noNaN: true }),
});

test("no two names of a frame lie on each other, however close the bodies stand, and none is lower than its body wants", () => {
  fc.assert(
    fc.property(fc.array(tag, { maxLength: 16 }), (tags) => {
      const places = new LabelPlaces();
      const found = tags.map(({ x, y, width }) => ({ x, width, wanted: y, y: places.find(x, y, width, HEIGHT) }));
      for (const [index, one] of found.entries()) {
        expect(one.y).toBeLessThanOrEqual(one.wanted);
        for (const other of found.slice(index + 1)) {
          const beside = Math.abs(one.x - other.x) < (one.width + other.width) / 2 - 1e-9;
          if (beside) expect(Math.abs(one.y - other.y)).toBeGreaterThanOrEqual(HEIGHT - 1e-9);
        }
      }
    }),
  );
});

test("a name with room stays where it belongs, also in the next frame", () => {
  const places = new LabelPlaces();
  expect(places.find(0, 2, 2, HEIGHT)).toBe(2);
  expect(places.find(5, 2, 2, HEIGHT)).toBe(2);
  expect(places.find(0, 2, 2, HEIGHT)).toBe(1.5);
  places.clear();
  expect(places.find(0, 2, 2, HEIGHT)).toBe(2);
});
