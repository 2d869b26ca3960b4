import { isSame } from "@fray/game-client/internal/hud/parts/is-same";
import fc from "fast-check";
import { expect, test } from "vitest";

test("plain data equals its copy, and differs from one with any value changed", () => {
  const row = fc.record({ id: fc.nat(), name: fc.string(), scores: fc.array(fc.nat(), { minLength: 1 }) });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), (rows) => {
      expect(isSame(rows, structuredClone(rows))).toBe(true);
      const changed = structuredClone(rows);
      changed[0]?.scores.splice(0, 1, -1);
      expect(isSame(rows, changed)).toBe(false);
    }),
  );
});

test("a missing key differs from an undefined one, a list from an object, and functions equal only themselves", () => {
  expect(isSame({ a: 1 }, { a: 1, b: undefined })).toBe(false);
  expect(isSame([], {})).toBe(false);
  const act = () => {};
  expect(isSame({ act }, { act })).toBe(true);
  expect(isSame({ act }, { act: () => {} })).toBe(false);
});
