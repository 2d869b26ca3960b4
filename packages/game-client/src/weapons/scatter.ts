import { StreakSprite } from "../drawing/shots/streak-sprite.ts";
import { paintStreak } from "../drawing/sprites/paint-streak.ts";
import { circle } from "../drawing/sprites/sprite.ts";
import { BARREL_FROM_U, fillSteel } from "../drawing/sprites/steel.ts";
import { thump, tick } from "../synth/recipe.ts";
import type { WeaponLook } from "./weapon-look.ts";

/** Full length of a streak in u. */
const STREAK_LENGTH_U = 0.8;

export const scatter = {
  title: "Scatter",
  glyph: { solid: "", lines: "M-10 0h4M-2 0H10M-2.4-2 8-7M-2.4 2 8 7M1.5-2.6 9.2-4M1.5 2.6 9.2 4" },
  barrel: paintBarrel,
  item: { taken: "Scatter", paint: paintItem },
  shot: {
    width: 1.2,
    height: 0.5,
    paint: (...shot) => paintStreak(...shot, STREAK_LENGTH_U, 0.05),
    sprite: (context, frame) => new StreakSprite(context, frame, STREAK_LENGTH_U),
  },
  impact: { sparks: 2, speed: 5, flare: 0.3, smoke: 0 },
  kick_px: 2,
  sound: {
    level: -15,
    tones: [
      { wave: "noise", release: 0.28, lowPass: [5200, 500], volume: 1.1 },
      { wave: "noise", at: 0.03, release: 0.12, lowPass: 3000, highPass: 500, volume: 0.5 },
      tick(0, 3000),
      thump(220, 0.2, 1.1),
    ],
  },
} satisfies WeaponLook<"scatter">;

/** A short barrel with a wide mouth. */
function paintBarrel(context: CanvasRenderingContext2D, band: string): void {
  context.beginPath();
  context.moveTo(BARREL_FROM_U, -0.16);
  context.lineTo(0.66, -0.17);
  context.lineTo(0.92, -0.36);
  context.lineTo(0.92, 0.36);
  context.lineTo(0.66, 0.17);
  context.lineTo(BARREL_FROM_U, 0.16);
  context.closePath();
  fillSteel(context, -0.36, 0.36);
  context.fillStyle = band;
  context.beginPath();
  context.moveTo(0.82, -0.255);
  context.lineTo(0.895, -0.31);
  context.lineTo(0.895, 0.31);
  context.lineTo(0.82, 0.255);
  context.closePath();
  context.fill();
}

/** A muzzle and a fan of pellets in front of it. */
function paintItem(context: CanvasRenderingContext2D): void {
  context.fillStyle = "#ffffff";
  context.beginPath();
  context.moveTo(-0.36, -0.08);
  context.lineTo(-0.14, -0.1);
  context.lineTo(-0.04, -0.2);
  context.lineTo(-0.04, 0.2);
  context.lineTo(-0.14, 0.1);
  context.lineTo(-0.36, 0.08);
  context.closePath();
  context.fill();
  for (const angle of [-0.62, -0.21, 0.21, 0.62]) {
    for (const distance of [0.34, 0.54]) {
      circle(context, -0.2 + Math.cos(angle) * distance, Math.sin(angle) * distance, 0.048);
      context.fill();
    }
  }
}
