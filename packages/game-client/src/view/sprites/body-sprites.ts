import { PAINT } from "../palette.ts";
import { circle, radial, roundedPolygon, type Sprite } from "./sprite.ts";

const SIZE_U = 1.4;

/** The player is round and blue, everybody else six-cornered and orange: the shape says it without the colour. */
export const BODY_SPRITES = {
  self: { width: SIZE_U, height: SIZE_U, paint: paintSelf },
  other: { width: SIZE_U, height: SIZE_U, paint: paintOther },
  selfBarrel: { width: 1.8, height: 0.6, paint: (context) => paintBarrel(context, "#4cc9f0", 0.13) },
  otherBarrel: { width: 1.8, height: 0.6, paint: (context) => paintBarrel(context, "#f8961e", 0.12) },
  selfGhost: { width: SIZE_U, height: SIZE_U, paint: paintSelfGhost },
  otherGhost: { width: SIZE_U, height: SIZE_U, paint: paintOtherGhost },
  shadow: { width: 1.8, height: 1.8, paint: paintShadow },
  shell: { width: 2, height: 2, paint: paintShell },
} as const satisfies Record<string, Sprite>;

function paintSelf(context: CanvasRenderingContext2D): void {
  circle(context, 0, 0, 0.51);
  fillBody(context, ["#a4e8ff", "#4cc9f0", "#2a93c4"]);
  circle(context, 0, 0, 0.3);
  context.lineWidth = 0.075;
  context.strokeStyle = "rgba(8, 32, 48, 0.62)";
  context.stroke();
  circle(context, 0, 0, 0.14);
  context.fillStyle = "#eafaff";
  context.fill();
  paintNotch(context, "#eafaff");
}

function paintOther(context: CanvasRenderingContext2D): void {
  roundedPolygon(context, 6, 0.6, 0.13);
  fillBody(context, ["#ffd08a", "#f8961e", "#c8620c"]);
  roundedPolygon(context, 6, 0.31, 0.05);
  context.fillStyle = "rgba(64, 24, 0, 0.42)";
  context.fill();
  roundedPolygon(context, 6, 0.16, 0.03);
  context.fillStyle = "#fff1dc";
  context.fill();
  paintNotch(context, "#fff1dc");
}

/** Fills the current path like a lit, slightly domed plate with a dark outline and a light rim inside it. */
function fillBody(context: CanvasRenderingContext2D, [light, middle, deep]: readonly [string, string, string]): void {
  context.fillStyle = radial(context, 0.62, [
    [0, light],
    [0.55, middle],
    [1, deep],
  ]);
  context.fill();
  context.save();
  context.clip();
  context.lineWidth = 0.17;
  context.strokeStyle = "rgba(255, 255, 255, 0.3)";
  context.stroke();
  context.restore();
  context.lineWidth = 0.07;
  context.strokeStyle = PAINT.ink;
  context.stroke();
}

function paintNotch(context: CanvasRenderingContext2D, color: string): void {
  context.beginPath();
  context.moveTo(0.44, 0);
  context.lineTo(0.345, -0.085);
  context.lineTo(0.345, 0.085);
  context.closePath();
  context.fillStyle = color;
  context.fill();
}

function paintBarrel(context: CanvasRenderingContext2D, color: string, half: number): void {
  context.beginPath();
  context.roundRect(0.2, -half, 0.58, half * 2, 0.06);
  const steel = context.createLinearGradient(0, -half, 0, half);
  steel.addColorStop(0, "#93a7bd");
  steel.addColorStop(0.45, "#55687e");
  steel.addColorStop(1, "#334355");
  context.fillStyle = steel;
  context.fill();
  context.save();
  context.clip();
  context.fillStyle = color;
  context.fillRect(0.63, -half, 0.07, half * 2);
  context.restore();
  context.lineWidth = 0.06;
  context.strokeStyle = PAINT.ink;
  context.stroke();
}

function paintSelfGhost(context: CanvasRenderingContext2D): void {
  circle(context, 0, 0, 0.5);
  fillGhost(context);
}

function paintOtherGhost(context: CanvasRenderingContext2D): void {
  roundedPolygon(context, 6, 0.59, 0.13);
  fillGhost(context);
}

function fillGhost(context: CanvasRenderingContext2D): void {
  context.fillStyle = radial(context, 0.6, [
    [0, "rgba(255, 255, 255, 0.35)"],
    [1, "rgba(255, 255, 255, 0.95)"],
  ]);
  context.fill();
}

function paintShadow(context: CanvasRenderingContext2D): void {
  circle(context, 0, 0, 0.82);
  context.fillStyle = radial(context, 0.82, [
    [0, "rgba(0, 0, 0, 0.62)"],
    [0.55, "rgba(0, 0, 0, 0.5)"],
    [1, "rgba(0, 0, 0, 0)"],
  ]);
  context.fill();
}

function paintShell(context: CanvasRenderingContext2D): void {
  circle(context, 0, 0, 0.95);
  context.fillStyle = radial(context, 0.95, [
    [0, "rgba(255, 255, 255, 0.02)"],
    [0.7, "rgba(255, 255, 255, 0.12)"],
    [0.86, "rgba(255, 255, 255, 0.42)"],
    [0.9, "rgba(255, 255, 255, 0.9)"],
    [0.93, "rgba(255, 255, 255, 0.3)"],
    [1, "rgba(255, 255, 255, 0)"],
  ]);
  context.fill();
}
