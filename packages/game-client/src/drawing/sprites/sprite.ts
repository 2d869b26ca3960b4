/** The recipe of one sprite: it is painted in u around its origin, on a canvas of this size in u. */
export interface Sprite {
  readonly width: number;
  readonly height: number;
  /** Distance in u from the canvas's left edge to the origin. By default the origin is in the middle. */
  readonly left?: number;
  readonly paint: (context: CanvasRenderingContext2D) => void;
}

export const TURN = Math.PI * 2;

/** Adds a closed circle around (`x`, `y`) to the path. */
export function circle(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, TURN);
}

/** Adds a closed regular polygon with rounded corners around the origin; one corner points along +x. */
export function roundedPolygon(
  context: CanvasRenderingContext2D,
  corners: number,
  radius: number,
  rounding: number,
): void {
  const corner = (index: number) => ({
    x: Math.cos((index * TURN) / corners) * radius,
    y: Math.sin((index * TURN) / corners) * radius,
  });
  const first = corner(0);
  const last = corner(corners - 1);
  context.beginPath();
  context.moveTo((first.x + last.x) / 2, (first.y + last.y) / 2);
  for (let index = 0; index < corners; index++) {
    const here = corner(index);
    const next = corner(index + 1);
    context.arcTo(here.x, here.y, (here.x + next.x) / 2, (here.y + next.y) / 2, rounding);
  }
  context.closePath();
}

/** A radial gradient; stops are [place 0..1, CSS colour]. */
export function radial(
  context: CanvasRenderingContext2D,
  radius: number,
  stops: readonly (readonly [number, string])[],
  y = 0,
): CanvasGradient {
  const gradient = context.createRadialGradient(0, y, 0, 0, y, radius);
  for (const [place, color] of stops) gradient.addColorStop(place, color);
  return gradient;
}

/** A linear gradient along x from `from` to `to`; stops are [place 0..1, CSS colour]. */
export function linear(
  context: CanvasRenderingContext2D,
  from: number,
  to: number,
  stops: readonly (readonly [number, string])[],
): CanvasGradient {
  const gradient = context.createLinearGradient(from, 0, to, 0);
  for (const [place, color] of stops) gradient.addColorStop(place, color);
  return gradient;
}
