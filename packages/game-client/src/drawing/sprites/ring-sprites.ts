import { tableFrom } from "@fray/shared-state/by-name";

import { TURN, type Sprite } from "./sprite.ts";

/**
 * A ring around a body: one sprite for each length of its arc. So a ring is one crisp image, and its length changes
 * when another sprite is shown.
 */
export interface Ring {
  readonly steps: number;
  readonly radius: number;
  readonly width: number;
  /** Names of the sprites; the index is the number of steps shown. */
  readonly names: readonly RingName[];
}

export type RingName = `${"health" | "armour"}Ring${number}`;

const createRing = (what: "health" | "armour", steps: number, radius: number, width: number): Ring => ({
  steps,
  radius,
  width,
  names: Array.from({ length: steps + 1 }, (_, step): RingName => `${what}Ring${step}`),
});

export const HEALTH_RING = createRing("health", 48, 0.68, 0.085);
/** The armour ring is thinner than the health ring and lies around it. */
export const ARMOUR_RING = createRing("armour", 24, 0.785, 0.055);

/**
 * The number of steps that shows `fraction` (0..1) of a ring, clockwise from the top: at least one for any fraction
 * above 0.
 */
export const stepsOf = ({ steps }: Ring, fraction: number): number =>
  Math.min(steps, Math.max(0, Math.ceil(fraction * steps)));

export const RING_SPRITES = tableFrom([...spritesOf(HEALTH_RING), ...spritesOf(ARMOUR_RING)]);

function spritesOf({ names, steps, radius, width }: Ring): [RingName, Sprite][] {
  const size = (radius + width / 2) * 2 + 0.04;
  return names.map((name, step) => [
    name,
    { width: size, height: size, paint: (context) => paintArc(context, step / steps, radius, width) },
  ]);
}

function paintArc(context: CanvasRenderingContext2D, fraction: number, radius: number, width: number): void {
  if (fraction === 0) return;
  const start = -TURN / 4;
  context.beginPath();
  context.arc(0, 0, radius, start, start + fraction * TURN);
  context.lineWidth = width;
  context.lineCap = fraction < 1 ? "round" : "butt";
  context.strokeStyle = "#fff";
  context.stroke();
}
