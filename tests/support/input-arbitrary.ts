import { snapAngle, snapAxis } from "@fray/shared-state/quantized";
import fc from "fast-check";

/** Any input frame the wire can carry. */
export const anyInput = fc.record({
  moveX: fc.double({ min: -1, max: 1, noNaN: true }).map(snapAxis),
  moveY: fc.double({ min: -1, max: 1, noNaN: true }).map(snapAxis),
  aim: fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }).map(snapAngle),
  buttons: fc.integer({ min: 0, max: 15 }),
});

/** A stream of inputs in which each is held for a while, as fingers do. */
export const anyInputStream = fc
  .array(fc.tuple(anyInput, fc.integer({ min: 1, max: 20 })), { minLength: 1, maxLength: 20 })
  .map((stretches) => stretches.flatMap(([input, length]) => Array.from({ length }, () => input)));
