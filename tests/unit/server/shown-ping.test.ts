import { shownPing } from "@fray/server/internal/rooms/shown-ping";
import fc from "fast-check";
import { expect, test } from "vitest";

test("small changes of the round trip are not shown, large ones at once", () => {
  let shown = shownPing(0, 40);
  expect(shown).toBe(40);
  for (const measured of [42, 38, 45, 35, 41]) shown = shownPing(shown, measured);
  expect(shown).toBe(40);
  expect(shownPing(shown, 60)).toBe(60);
  expect(shownPing(shown, 20)).toBe(20);
});

test("the shown value is never farther off than a reader would accept", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 2000 })), (measured) => {
      let shown = 0;
      for (const ms of measured) {
        shown = shownPing(shown, ms);
        expect(Math.abs(shown - ms)).toBeLessThanOrEqual(Math.max(5, ms * 0.2));
      }
    }),
  );
});
