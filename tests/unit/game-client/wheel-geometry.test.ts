import { emoteAt } from "@fray/game-client/internal/hud/talk/wheel-geometry";
import { EMOTES } from "@fray/shared-state/protocol/messages";
import fc from "fast-check";
import { expect, test } from "vitest";

const MIDDLE = { x: 300, y: 200 };
const at = (angle: number, distance: number) => ({
  x: MIDDLE.x + Math.sin(angle) * distance,
  y: MIDDLE.y - Math.cos(angle) * distance,
});

test("emotes are placed clockwise from the top, all with the same width", () => {
  const sector = (2 * Math.PI) / EMOTES.length;
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: EMOTES.length - 1 }),
      fc.double({ min: -0.49, max: 0.49, noNaN: true }),
      fc.double({ min: 30, max: 900, noNaN: true }),
      (emote, off, distance) => {
        expect(emoteAt(MIDDLE, at((emote + off) * sector, distance))).toBe(emote);
      },
    ),
  );
});

test("the middle of the wheel selects no emote", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 7, noNaN: true }),
      fc.double({ min: 0, max: 27, noNaN: true }),
      (angle, distance) => {
        expect(emoteAt(MIDDLE, at(angle, distance))).toBeUndefined();
      },
    ),
  );
});
