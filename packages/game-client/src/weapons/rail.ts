import { BARREL_FROM_U, fillSteel } from "../drawing/sprites/steel.ts";
import { thump } from "../synth/recipe.ts";
import type { WeaponLook } from "./weapon-look.ts";

export const rail = {
  title: "Rail",
  glyph: { solid: "", lines: "M-10-2.8H3M-10 2.8H3M3.5-7 10 0 3.5 7" },
  barrel: paintBarrel,
  impact: { sparks: 12, speed: 9, flare: 1, smoke: 1 },
  kick_px: 3,
  sound: {
    level: -15,
    tones: [
      { wave: "noise", release: 0.09, highPass: 1800, volume: 1.1 },
      { wave: "sawtooth", pitch: [2600, 130], release: 0.42, lowPass: [8000, 700], vibrato: [31, 60] },
      { wave: "sine", pitch: [3200, 900], release: 0.5, volume: 0.25 },
      thump(170, 0.3),
    ],
  },
} satisfies WeaponLook<"rail">;

/** Two bars with a gap between them, longer than any other barrel. */
function paintBarrel(context: CanvasRenderingContext2D, band: string): void {
  for (const side of [-1, 1]) {
    context.beginPath();
    context.roundRect(BARREL_FROM_U, side * 0.125 - 0.07, 0.84, 0.14, 0.04);
    fillSteel(context, -0.19, 0.19);
  }
  context.fillStyle = band;
  context.fillRect(0.78, -0.18, 0.1, 0.36);
}
