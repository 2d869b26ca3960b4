import { circle } from "./sprite.ts";

const WHITE = "#ffffff";

/** A muzzle and the fan of pellets before it. */
export function paintScatter(context: CanvasRenderingContext2D): void {
  context.fillStyle = WHITE;
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

/** A rocket on its way up. */
export function paintRocket(context: CanvasRenderingContext2D): void {
  context.save();
  context.rotate(-Math.PI / 4);
  context.fillStyle = WHITE;
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

/** A ball and the way it has bounced. */
export function paintOrb(context: CanvasRenderingContext2D): void {
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
  context.fillStyle = WHITE;
  context.fill();
  circle(context, 0.14, -0.1, 0.09);
  context.fillStyle = "#1c2836";
  context.fill();
}
