import { InputClock } from "@fray/netcode/client";
import { expect, test } from "vitest";

const paceAt = (depth: number) => {
  const clock = new InputClock();
  const begin = clock.advance(5000, depth);
  return (clock.advance(6000, depth) - begin) / 1000;
};

test("the input clock speeds up when the server lacks inputs, slows down when inputs wait, and by at most 3 %", () => {
  expect(paceAt(0)).toBeCloseTo(1.03);
  expect(paceAt(1)).toBe(1);
  expect(paceAt(2)).toBeCloseTo(0.99);
  expect(paceAt(50)).toBeCloseTo(0.97);
});
