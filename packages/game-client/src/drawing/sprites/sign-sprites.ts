import { circle, type Sprite } from "./sprite.ts";

/** The parts of the cursor, and the arc around the player on the side from which a shot hit them. */
export const SIGN_SPRITES = {
  tick: { width: 0.4, height: 0.16, paint: (context) => paintTick(context, 0.26, 0.075) },
  mark: { width: 0.6, height: 0.2, paint: (context) => paintTick(context, 0.42, 0.09) },
  dot: { width: 0.2, height: 0.2, paint: paintDot },
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
