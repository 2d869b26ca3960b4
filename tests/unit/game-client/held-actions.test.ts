import { HeldActions } from "@fray/game-client/internal/controls/held-actions";
import { TICK_RATE_RANGE } from "@fray/shared-state/protocol/rooms";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import fc from "fast-check";
import { expect, test } from "vitest";

const LONGEST_STEP_MS = 1000 / TICK_RATE_RANGE.min;

test("a tap counts in the inputs of at least one whole step, however short it was and whenever frames come", () => {
  const anyTap = fc.record({
    length: fc.double({ min: 0, max: 5, noNaN: true }),
    firstRead: fc.double({ min: 0, max: 30, noNaN: true }),
    frame: fc.double({ min: 4, max: 20, noNaN: true }),
  });
  fc.assert(
    fc.property(anyTap, ({ length, firstRead, frame }) => {
      const held = new HeldActions();
      held.press("dash", "Space", 1000);
      held.release("dash", "Space");
      const first = 1000 + length + firstRead;
      let last = first;
      for (let now = first; now < first + 500; now += frame) if (held.read("dash", now)) last = now;
      expect(held.read("dash", first + 500)).toBe(false);
      expect(last + frame - 1000).toBeGreaterThanOrEqual(LONGEST_STEP_MS);
    }),
  );
});

test("a tap that no frame has read yet counts once in the next frame, however late that is", () => {
  const held = new HeldActions();
  held.press("dash", "Space", 0);
  held.release("dash", "Space");
  expect(held.read("dash", 5000)).toBe(true);
  expect(held.read("dash", 5016)).toBe(false);
});

test("an action is held until the last of its keys is released", () => {
  const held = new HeldActions();
  held.press("fire", "Mouse0", 0);
  held.press("fire", "finger1", 10);
  held.release("fire", "Mouse0");
  expect(held.read("fire", 1000)).toBe(true);
  held.release("fire", "finger1");
  expect(held.read("fire", 2000)).toBe(false);
});

test("clearing releases everything, taps included", () => {
  const held = new HeldActions();
  held.press("fire", "Mouse0", 0);
  held.press("dash", "Space", 0);
  held.release("dash", "Space");
  expect(held.readButtons(1)).toBe(BUTTON.fire | BUTTON.dash);
  held.clear();
  expect(held.readButtons(2)).toBe(0);
});
