import { INK, type SideColors } from "../drawing/palette.ts";
import { RocketSprite } from "../drawing/shots/rocket-sprite.ts";
import { circle } from "../drawing/sprites/sprite.ts";
import { BARREL_FROM_U, fillSteel } from "../drawing/sprites/steel.ts";
import { thump } from "../synth/recipe.ts";
import type { WeaponLook } from "./weapon-look.ts";

export const rocket = {
  title: "Rocket",
  glyph: { solid: "M-5-3.4H3Q7.5-3.4 10 0 7.5 3.4 3 3.4H-5L-8.5 6.6V-6.6Z", lines: "M-11 0h.5" },
  barrel: paintBarrel,
  item: { taken: "Rockets", paint: paintItem },
  shot: {
    width: 1.2,
    height: 0.8,
    paint: paintShot,
    sprite: (context, frame, smoke) => new RocketSprite(context, frame, smoke),
  },
  impact: { sparks: 7, speed: 7, flare: 0.7, smoke: 2 },
  kick_px: 2,
  sound: {
    level: -17,
    tones: [
      { wave: "noise", attack: 0.03, hold: 0.05, release: 0.5, lowPass: [600, 2600], highPass: 120 },
      { wave: "sawtooth", pitch: [90, 160], attack: 0.02, release: 0.4, lowPass: 700, volume: 0.5 },
      thump(150, 0.24),
    ],
  },
} satisfies WeaponLook<"rocket">;

/** A thick tube with the tip of a rocket in it. */
function paintBarrel(context: CanvasRenderingContext2D, band: string): void {
  context.beginPath();
  context.moveTo(0.86, -0.16);
  context.quadraticCurveTo(1.06, -0.1, 1.12, 0);
  context.quadraticCurveTo(1.06, 0.1, 0.86, 0.16);
  context.closePath();
  context.lineWidth = 0.07;
  context.strokeStyle = INK;
  context.stroke();
  context.fillStyle = "#f4f8fc";
  context.fill();
  context.beginPath();
  context.roundRect(BARREL_FROM_U, -0.26, 0.72, 0.52, 0.07);
  fillSteel(context, -0.26, 0.26);
  context.fillStyle = band;
  context.fillRect(0.77, -0.23, 0.11, 0.46);
}

/** A rocket that points upwards. */
function paintItem(context: CanvasRenderingContext2D): void {
  context.save();
  context.rotate(-Math.PI / 4);
  context.fillStyle = "#ffffff";
  context.beginPath();
  context.moveTo(-0.24, -0.12);
  context.lineTo(0.14, -0.12);
  context.quadraticCurveTo(0.34, -0.09, 0.4, 0);
  context.quadraticCurveTo(0.34, 0.09, 0.14, 0.12);
  context.lineTo(-0.24, 0.12);
  context.closePath();
  context.fill();
  for (const side of [-1, 1]) {
    context.beginPath();
    context.moveTo(-0.06, 0.12 * side);
    context.lineTo(-0.32, 0.28 * side);
    context.lineTo(-0.24, 0.12 * side);
    context.closePath();
    context.fill();
  }
  context.fillStyle = "#ff9a3d";
  context.beginPath();
  context.moveTo(-0.26, -0.09);
  context.lineTo(-0.48, 0);
  context.lineTo(-0.26, 0.09);
  context.closePath();
  context.fill();
  circle(context, 0.12, 0, 0.055);
  context.fillStyle = "#1c2836";
  context.fill();
  context.restore();
}

/** A friend's rocket is a smooth capsule, an enemy's a dart with fins. The nose is the shot's place. */
function paintShot(
  context: CanvasRenderingContext2D,
  { paint, paintDeep, paintLight }: SideColors,
  foe: boolean,
): void {
  context.lineJoin = "round";
  context.lineWidth = 0.06;
  context.strokeStyle = INK;
  if (foe) {
    context.beginPath();
    context.moveTo(-0.42, -0.3);
    context.lineTo(-0.1, -0.12);
    context.lineTo(-0.1, 0.12);
    context.lineTo(-0.42, 0.3);
    context.closePath();
    context.stroke();
    context.fillStyle = paintDeep;
    context.fill();
  }
  const half = 0.145;
  context.beginPath();
  context.moveTo(-0.38, -half);
  context.lineTo(0.14, -half);
  if (foe) context.lineTo(0.44, 0);
  else context.bezierCurveTo(0.46, -half, 0.46, half, 0.14, half);
  context.lineTo(0.14, half);
  context.lineTo(-0.38, half);
  context.closePath();
  const hull = context.createLinearGradient(0, -half, 0, half);
  hull.addColorStop(0, "#ffffff");
  hull.addColorStop(1, "#aebfd2");
  context.fillStyle = hull;
  context.stroke();
  context.fill();
  context.save();
  context.clip();
  context.fillStyle = paint;
  context.fillRect(0.1, -half, 0.5, half * 2);
  context.fillRect(-0.3, -half, 0.12, half * 2);
  context.fillStyle = paintLight;
  context.fillRect(0.1, -half, 0.05, half * 2);
  context.restore();
}
