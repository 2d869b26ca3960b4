import { PAINT } from "../palette.ts";
import { circle, radial, type Sprite } from "./sprite.ts";

export const ITEM_SPRITES = {
  pack: { width: 1, height: 1, paint: paintPack },
  packPlace: { width: 1.3, height: 1.3, paint: paintPackPlace },
} as const satisfies Record<string, Sprite>;

/** A health pack: a bright box with a cross, like nothing else in the arena. */
function paintPack(context: CanvasRenderingContext2D): void {
  context.beginPath();
  context.roundRect(-0.34, -0.34, 0.68, 0.68, 0.16);
  const lid = context.createLinearGradient(0, -0.34, 0, 0.34);
  lid.addColorStop(0, "#f4ffe6");
  lid.addColorStop(1, "#bfe39a");
  context.fillStyle = lid;
  context.fill();
  context.lineWidth = 0.07;
  context.strokeStyle = PAINT.ink;
  context.stroke();
  context.beginPath();
  context.roundRect(-0.08, -0.22, 0.16, 0.44, 0.04);
  context.roundRect(-0.22, -0.08, 0.44, 0.16, 0.04);
  context.fillStyle = "#3f8f2f";
  context.fill();
}

/** The plate a pack lies on, and comes back to. */
function paintPackPlace(context: CanvasRenderingContext2D): void {
  circle(context, 0, 0, 0.6);
  context.fillStyle = radial(context, 0.6, [
    [0, "rgba(255, 255, 255, 0.16)"],
    [0.85, "rgba(255, 255, 255, 0.05)"],
    [1, "rgba(255, 255, 255, 0.05)"],
  ]);
  context.fill();
  context.lineWidth = 0.05;
  context.setLineDash([0.24, 0.155]);
  circle(context, 0, 0, 0.56);
  context.strokeStyle = "rgba(255, 255, 255, 0.6)";
  context.stroke();
}
