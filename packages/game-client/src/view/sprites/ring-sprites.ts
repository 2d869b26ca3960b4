import { TURN, type Sprite } from "./sprite.ts";

const STEPS = 48;
const RADIUS_U = 0.68;
const WIDTH_U = 0.085;
const SIZE_U = 1.6;

export type RingName = `ring${number}`;

/** The frame that shows `fraction` (0..1) of a ring, clockwise from the top. */
export function ringFrame(fraction: number): RingName {
  return `ring${Math.min(STEPS, Math.max(0, Math.ceil(fraction * STEPS)))}`;
}

/** Arcs of every length, so that a health ring is one crisp image whose frame changes. */
export const RING_SPRITES: Readonly<Record<RingName, Sprite>> = Object.fromEntries(
  Array.from({ length: STEPS + 1 }, (_, step) => [
    `ring${step}` satisfies RingName,
    { width: SIZE_U, height: SIZE_U, paint: (context: CanvasRenderingContext2D) => paintArc(context, step / STEPS) },
  ]),
);

function paintArc(context: CanvasRenderingContext2D, fraction: number): void {
  if (fraction === 0) return;
  const start = -TURN / 4;
  context.beginPath();
  context.arc(0, 0, RADIUS_U, start, start + fraction * TURN);
  context.lineWidth = WIDTH_U;
  context.lineCap = fraction < 1 ? "round" : "butt";
  context.strokeStyle = "#fff";
  context.stroke();
}
