import { withAlpha, type SideColors } from "../palette.ts";
import { linear } from "./sprite.ts";

/**
 * Paints a bolt or a pellet with its head half of `length` in front of the centre: a tapering tail, a coloured glow
 * and a white core. The head of an enemy's shot is barbed. The sprite adds light; lengths in u.
 */
export function paintStreak(
  context: CanvasRenderingContext2D,
  { paint, paintLight }: SideColors,
  foe: boolean,
  length: number,
  half: number,
): void {
  const head = length / 2;
  taper(context, -head, head, half * 3.4);
  context.fillStyle = linear(context, -head, head, [
    [0, withAlpha(paint, 0)],
    [0.6, withAlpha(paint, 0.12)],
    [1, withAlpha(paint, 0.34)],
  ]);
  context.fill();
  taper(context, -head, head, half * 1.6);
  context.fillStyle = linear(context, -head, head, [
    [0, withAlpha(paint, 0)],
    [0.5, withAlpha(paint, 0.5)],
    [1, paint],
  ]);
  context.fill();
  if (foe) paintBarbs(context, head, half, paint, paintLight);
  taper(context, -head * 0.2, head - 0.02, half * 0.85);
  context.fillStyle = linear(context, -head * 0.2, head, [
    [0, "rgba(255, 255, 255, 0)"],
    [0.55, "rgba(255, 255, 255, 0.85)"],
    [1, "#fff"],
  ]);
  context.fill();
}

function paintBarbs(
  context: CanvasRenderingContext2D,
  head: number,
  half: number,
  paint: string,
  paintLight: string,
): void {
  const size = half * 3;
  for (const [scale, color] of [
    [1, paint],
    [0.55, paintLight],
  ] as const) {
    context.beginPath();
    context.moveTo(head + 0.02, 0);
    context.lineTo(head - size * 1.1 * scale, -size * scale);
    context.lineTo(head - size * 0.7 * scale, 0);
    context.lineTo(head - size * 1.1 * scale, size * scale);
    context.closePath();
    context.fillStyle = color;
    context.fill();
  }
}

/** A path that is pointed at the back and round at the front. */
function taper(context: CanvasRenderingContext2D, from: number, to: number, half: number): void {
  const shoulder = to - half;
  context.beginPath();
  context.moveTo(from, 0);
  context.lineTo(shoulder, -half);
  context.arc(shoulder, 0, half, -Math.PI / 2, Math.PI / 2);
  context.closePath();
}
