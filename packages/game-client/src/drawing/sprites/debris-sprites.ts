import { circle, radial, type Sprite } from "./sprite.ts";

/** Flying debris and remains. They cover the ground below, in the colour of their tint. */
export const DEBRIS_SPRITES = {
  shard: { width: 0.4, height: 0.4, paint: paintShard },
  puff: { width: 0.8, height: 0.8, paint: paintPuff },
  stain: { width: 2.6, height: 2.6, paint: paintStain },
} as const satisfies Record<string, Sprite>;

function paintShard(context: CanvasRenderingContext2D): void {
  context.beginPath();
  context.moveTo(-0.16, -0.09);
  context.lineTo(0.09, -0.15);
  context.lineTo(0.17, 0.06);
  context.lineTo(-0.06, 0.15);
  context.closePath();
  context.fillStyle = "#fff";
  context.fill();
  context.lineWidth = 0.03;
  context.strokeStyle = "rgba(10, 16, 24, 0.6)";
  context.stroke();
}

function paintPuff(context: CanvasRenderingContext2D): void {
  circle(context, 0, 0, 0.4);
  context.fillStyle = radial(context, 0.4, [
    [0, "rgba(255, 255, 255, 0.55)"],
    [0.6, "rgba(255, 255, 255, 0.25)"],
    [1, "rgba(255, 255, 255, 0)"],
  ]);
  context.fill();
}

/** A burn mark: a soft spot with a few rays, always the same. */
function paintStain(context: CanvasRenderingContext2D): void {
  circle(context, 0, 0, 0.95);
  context.fillStyle = radial(context, 0.95, [
    [0, "rgba(255, 255, 255, 0.8)"],
    [0.5, "rgba(255, 255, 255, 0.45)"],
    [1, "rgba(255, 255, 255, 0)"],
  ]);
  context.fill();
  for (let ray = 0; ray < 11; ray++) {
    const length = 0.75 + ((ray * 7) % 5) * 0.12;
    context.save();
    context.rotate(ray * 0.571 + (ray % 3) * 0.13);
    context.beginPath();
    context.moveTo(0.2, -0.09);
    context.lineTo(length, 0);
    context.lineTo(0.2, 0.09);
    context.closePath();
    context.fillStyle = "rgba(255, 255, 255, 0.2)";
    context.fill();
    context.restore();
  }
}
