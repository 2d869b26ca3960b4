import { HeldActions } from "@fray/game-client/internal/controls/held-actions";
import { namesOf } from "@fray/netcode/core";
import { TICK_RATE_RANGE } from "@fray/shared-state/protocol/rooms";
import { PRIMARY, SPECIALS } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { createFighter } from "@fray/shared-state/simulation/body";
import { giveSpecial, stepWeapons } from "@fray/shared-state/simulation/step-weapons";
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

test("a tap of the special fires it once, whichever it is, also while the trigger is held", () => {
  const anyTap = fc.record({
    special: fc.constantFrom(...namesOf(SPECIALS)),
    holdsTrigger: fc.boolean(),
    tappedAt: fc.double({ min: 500, max: 1500, noNaN: true }),
    rate: fc.constantFrom(TICK_RATE_RANGE.min, 30, TICK_RATE_RANGE.max),
  });
  fc.assert(
    fc.property(anyTap, ({ special, holdsTrigger, tappedAt, rate }) => {
      const body = createFighter(1);
      body.alive = true;
      body.ammo = PRIMARY.clip;
      giveSpecial(body, special);
      const held = new HeldActions();
      if (holdsTrigger) held.press("fire", "Mouse0", 0);
      let [fired, isTapped] = [0, false];
      for (let step = 0; step < 3 * rate; step++) {
        const now = (step * 1000) / rate;
        if (!isTapped && now >= tappedAt) {
          held.press("special", "Mouse2", now);
          held.release("special", "Mouse2");
          isTapped = true;
        }
        const input = { moveX: 0, moveY: 0, aim: 0, buttons: held.readButtons(now) };
        if (stepWeapons(body, input, { dt: 1 / rate }) === special) fired++;
      }
      expect(fired).toBe(1);
    }),
  );
});
