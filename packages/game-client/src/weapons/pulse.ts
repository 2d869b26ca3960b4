import { StreakSprite } from "../drawing/shots/streak-sprite.ts";
import { paintStreak } from "../drawing/sprites/paint-streak.ts";
import { thump, tick } from "../synth/recipe.ts";
import type { WeaponLook } from "./weapon-look.ts";

/** Full length of a streak in u. */
const STREAK_LENGTH_U = 1.9;

export const pulse = {
  title: "Pulse",
  glyph: { solid: "", lines: "M-10 0h3M-3 0H0M4 0H9M5.5-4 9.5 0 5.5 4" },
  shot: {
    width: 2.3,
    height: 0.7,
    paint: (...shot) => paintStreak(...shot, STREAK_LENGTH_U, 0.065),
    sprite: (context, frame) => new StreakSprite(context, frame, STREAK_LENGTH_U),
  },
  impact: { sparks: 7, speed: 7, flare: 0.55, smoke: 1 },
  kick_px: 0,
  sound: {
    level: -21,
    tones: [
      { wave: "sawtooth", pitch: [1150, 210], release: 0.15, lowPass: [5200, 1200] },
      { wave: "square", pitch: [620, 140], release: 0.11, volume: 0.35, lowPass: 2600 },
      tick(0, 2400),
      thump(190, 0.1, 0.7),
    ],
  },
} satisfies WeaponLook<"pulse">;
