import { INK, type SideColors } from "../drawing/palette.ts";
import { OrbSprite } from "../drawing/shots/orb-sprite.ts";
import { circle, radial, TURN } from "../drawing/sprites/sprite.ts";
import { BARREL_FROM_U, fillSteel } from "../drawing/sprites/steel.ts";
import { thump } from "../synth/recipe.ts";
import type { WeaponLook } from "./weapon-look.ts";

export const orb = {
  title: "Orb",
  glyph: { solid: "M.6-2a4.6 4.6 0 1 1 9.2 0 4.6 4.6 0 1 1-9.2 0Z", lines: "M-10-7-6 6-1 1.6" },
  barrel: paintBarrel,
  item: { taken: "Orbs", paint: paintItem },
  shot: { width: 1, height: 1, paint: paintShot, sprite: (context, frame) => new OrbSprite(context, frame) },
  impact: { sparks: 7, speed: 6, flare: 0.7, smoke: 1 },
  kick_px: 2,
  sound: {
    level: -19,
    tones: [
      { wave: "sine", pitch: [210, 640], attack: 0.015, release: 0.26, vibrato: [46, 60] },
      { wave: "triangle", pitch: [420, 1280], attack: 0.015, release: 0.18, volume: 0.3 },
      thump(150, 0.14, 0.8),
    ],
  },
} satisfies WeaponLook<"orb">;

/** A claw that holds a ball. */
function paintBarrel(context: CanvasRenderingContext2D, band: string): void {
  context.beginPath();
  context.roundRect(BARREL_FROM_U, -0.14, 0.46, 0.28, 0.05);
  fillSteel(context, -0.14, 0.14);
  circle(context, 0.86, 0, 0.2);
  context.fillStyle = band;
  context.fill();
  circle(context, 0.82, -0.05, 0.07);
  context.fillStyle = "rgba(255, 255, 255, 0.8)";
  context.fill();
  for (const [width, color] of [
    [0.19, INK],
    [0.1, "#a7b9cd"],
  ] as const) {
    context.beginPath();
    context.arc(0.86, 0, 0.26, Math.PI * 0.32, Math.PI * 1.68);
    context.lineWidth = width;
    context.strokeStyle = color;
    context.stroke();
  }
}

/** A ball and its bouncing path. */
function paintItem(context: CanvasRenderingContext2D): void {
  context.lineWidth = 0.06;
  context.lineCap = "round";
  context.lineJoin = "round";
  context.strokeStyle = "rgba(255, 255, 255, 0.75)";
  context.beginPath();
  context.moveTo(-0.36, -0.14);
  context.lineTo(-0.16, 0.28);
  context.lineTo(0.02, 0.02);
  context.stroke();
  circle(context, 0.14, -0.1, 0.19);
  context.fillStyle = "#ffffff";
  context.fill();
  circle(context, 0.14, -0.1, 0.09);
  context.fillStyle = "#1c2836";
  context.fill();
}

/** A friend's orb is smooth, an enemy's has spikes all around. */
function paintShot(
  context: CanvasRenderingContext2D,
  { paint, paintLight, paintDeep }: SideColors,
  foe: boolean,
): void {
  if (foe) {
    context.beginPath();
    for (let corner = 0; corner < 16; corner++) {
      const radius = corner % 2 === 0 ? 0.42 : 0.27;
      context.lineTo(Math.cos((corner / 16) * TURN) * radius, Math.sin((corner / 16) * TURN) * radius);
    }
    context.closePath();
    context.lineJoin = "round";
    context.lineWidth = 0.07;
    context.strokeStyle = INK;
    context.stroke();
    context.fillStyle = paint;
    context.fill();
  }
  circle(context, 0, 0, 0.27);
  context.lineWidth = 0.07;
  context.strokeStyle = INK;
  context.stroke();
  context.fillStyle = radial(context, 0.28, [
    [0, "#ffffff"],
    [0.4, paintLight],
    [0.75, paint],
    [1, paintDeep],
  ]);
  context.fill();
}
