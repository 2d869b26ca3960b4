import { hullPaintOf } from "@fray/game-client/internal/drawing/hull-paint";
import { colorsOf, INK, SIDES, toTint } from "@fray/game-client/internal/drawing/palette";
import { CROSSHAIR_COLORS, CROSSHAIR_PAINTS } from "@fray/game-client/internal/settings/crosshair";
import { PALETTE } from "@fray/game-client/internal/settings/palettes";
import { PALETTES } from "@fray/game-client/internal/settings/settings";
import { COLORS } from "@fray/shared-state/protocol/appearance";
import { describe, expect, test } from "vitest";

/** Relative luminance of a tint, 0..1 (WCAG 2). */
function luminance(tint: number): number {
  const channel = (shift: number): number => {
    const value = ((tint >> shift) & 0xff) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0);
}

/** Contrast of two tints, 1..21 (WCAG 2). Things that are no text need 3. */
function contrast(one: number, other: number): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(PALETTES)("in the palette %s", (palette) => {
  const colors = colorsOf(palette);
  const { floorCentre, floorEdge } = colors.ground;
  const bodies = COLORS.flatMap((name, color) =>
    [0, 1, 2].flatMap((team) =>
      SIDES.filter((side) => team === 0 || side === team).map((side) => ({ name, color, team, side })),
    ),
  );

  test.each(bodies)("a hull of $name is readable on the floor in team $team, side $side", ({ color, team, side }) => {
    const { hull = colors.sides[side].tint, pattern } = hullPaintOf({ color }, { team, side }, colors);
    for (const ground of [floorCentre, floorEdge, INK]) expect(contrast(hull, toTint(ground))).toBeGreaterThan(3);
    expect(contrast(hull, pattern)).toBeGreaterThan(3);
  });

  test("the team's colour always wins where there are teams", () => {
    for (const { color, team, side } of bodies.filter((body) => body.team > 0)) {
      const plain = hullPaintOf({ color: 0 }, { team, side }, colors);
      expect(hullPaintOf({ color }, { team, side }, colors)).toEqual(plain);
      expect(plain.hull).toBeUndefined();
      expect(plain.trail).toBe(toTint(side === 1 ? PALETTE[palette].blue : PALETTE[palette].orange));
    }
  });

  test("a person's colour shows without teams, and no two are the same", () => {
    const hulls = COLORS.map((_, color) => hullPaintOf({ color }, { team: 0, side: 2 }, colors).hull);
    expect(new Set(hulls).size).toBe(COLORS.length);
  });

  test("every crosshair is readable on floor and walls", () => {
    const { wallTop } = colors.ground;
    for (const name of CROSSHAIR_COLORS)
      for (const ground of [floorCentre, floorEdge, wallTop])
        expect(contrast(toTint(CROSSHAIR_PAINTS[name]), toTint(ground))).toBeGreaterThan(3);
  });
});
