import { circle, type Sprite } from "./sprite.ts";

/**
 * The parts of the cursor, the arc around the player on the side from which a shot hit them, and the marks of a team: a
 * pin whose tip is in the middle of the image, and the ring of a new one.
 */
export const SIGN_SPRITES = {
  tick: { width: 0.4, height: 0.16, paint: (context) => paintTick(context, 0.26, 0.075) },
  mark: { width: 0.6, height: 0.2, paint: (context) => paintTick(context, 0.42, 0.09) },
  dot: { width: 0.2, height: 0.2, paint: paintDot },
  pin: { width: 1, height: 2.2, paint: paintPin },
  pinRing: { width: 2.2, height: 2.2, paint: paintPinRing },
  hurtArc: { width: 3.4, height: 3.4, paint: paintHurtArc },
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

function paintPin(context: CanvasRenderingContext2D): void {
  context.beginPath();
  context.moveTo(0, 0);
  context.bezierCurveTo(-0.12, -0.3, -0.36, -0.42, -0.36, -0.66);
  context.arc(0, -0.66, 0.36, Math.PI, 0);
  context.bezierCurveTo(0.36, -0.42, 0.12, -0.3, 0, 0);
  context.closePath();
  context.lineJoin = "round";
  context.lineWidth = 0.12;
  context.strokeStyle = "rgba(5, 9, 14, 0.85)";
  context.stroke();
  context.fillStyle = "#fff";
  context.fill();
  circle(context, 0, -0.66, 0.15);
  context.fillStyle = "rgba(5, 9, 14, 0.85)";
  context.fill();
}

function paintPinRing(context: CanvasRenderingContext2D): void {
  circle(context, 0, 0, 1);
  context.lineWidth = 0.08;
  context.strokeStyle = "#fff";
  context.stroke();
}

/** An arc on the side (+x) from which a shot hit the player. */
function paintHurtArc(context: CanvasRenderingContext2D): void {
  const spread = 0.42;
  for (const [width, alpha] of [
    [0.2, 0.25],
    [0.08, 1],
  ] as const) {
    context.beginPath();
    context.arc(0, 0, 1.5, -spread, spread);
    context.lineWidth = width;
    context.lineCap = "round";
    context.strokeStyle = `rgba(255, 255, 255, ${alpha})`;
    context.stroke();
  }
}
