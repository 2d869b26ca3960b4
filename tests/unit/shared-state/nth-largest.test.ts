import { nthLargest } from "@fray/shared-state/internal/simulation/nth-largest";
import fc from "fast-check";
import { expect, test } from "vitest";

test("the nth largest value is the one that a stable sort puts there, with equal values and infinity too", () => {
  const value = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(Infinity), fc.double({ noNaN: true, min: 0 }));
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), (list) => {
      const values = Float64Array.from(list);
      const sorted = Array.from(list.keys()).toSorted((a, b) => {
        const [x = 0, y = 0] = [list[a], list[b]];
        return x === y ? 0 : y - x;
      });
      const order = new Uint32Array(list.length);
      expect(sorted.map((_, nth) => nthLargest(values, nth, order))).toEqual(sorted);
    }),
  );
});
