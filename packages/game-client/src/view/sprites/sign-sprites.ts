import { FONT } from "../font.ts";
import { circle, type Sprite } from "./sprite.ts";

/** The cursor's parts and the chips beside names. */
export const SIGN_SPRITES = {
  tick: { width: 0.4, height: 0.16, paint: (context) => paintTick(context, 0.26, 0.075) },
  mark: { width: 0.6, height: 0.2, paint: (context) => paintTick(context, 0.42, 0.09) },
  dot: { width: 0.2, height: 0.2, paint: paintDot },
  botChip: { width: 0.9, height: 0.42, paint: (context) => paintChip(context, "BOT", 0.82, "#9fb4c9") },
  awayChip: { width: 1.1, height: 0.42, paint: (context) => paintChip(context, "AWAY", 1.02, "#ffd166") },
} as const satisfies Record<string, Sprite>;

function paintTick(context: CanvasRenderingContext2D, length: number, thickness: number): void {
  const outline = 0.03;
  context.fillStyle = "rgba(5, 9, 14, 0.75)";
  context.beginPath();
  context.roundRect(
    -length / 2 - outline,
    -thickness / 2 - outline,
    length + outline * 2,
    thickness + outline * 2,
    0.05,
  );
  context.fill();
  context.fillStyle = "#fff";
  context.beginPath();
  context.roundRect(-length / 2, -thickness / 2, length, thickness, 0.03);
  context.fill();
}

function paintDot(context: CanvasRenderingContext2D): void {
  circle(context, 0, 0, 0.075);
  context.fillStyle = "rgba(5, 9, 14, 0.75)";
  context.fill();
  circle(context, 0, 0, 0.048);
  context.fillStyle = "#fff";
  context.fill();
}

function paintChip(context: CanvasRenderingContext2D, label: string, width: number, color: string): void {
  context.beginPath();
  context.roundRect(-width / 2, -0.18, width, 0.36, 0.09);
  context.fillStyle = "rgba(8, 13, 20, 0.82)";
  context.fill();
  context.lineWidth = 0.03;
  context.strokeStyle = color;
  context.stroke();
  // Fonts are unreliable below one pixel of size, so the label is drawn a hundred times smaller than it is set.
  context.scale(0.01, 0.01);
  context.font = `800 25px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.fillStyle = color;
  context.fillText(label, 0, 9);
}
