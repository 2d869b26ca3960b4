import { angleToSteps } from "../quantized.ts";

const QUARTER = 16384;

/**
 * Computes sin(x * pi / 2) for x in [0, 1], by its Taylor series to x^11 (error below 6e-8). `Math.sin` may differ in
 * the last bit between JavaScript engines; + and * may not, so server and every browser compute the same path of a
 * shot.
 */
function sinQuarter(x: number): number {
  const x2 = x * x;
  const terms = 0.00016044118478735975 + x2 * -0.000003598843235212084;
  return (
    x *
    (1.5707963267948966 +
      x2 * (-0.6459640975062462 + x2 * (0.07969262624616703 + x2 * (-0.004681754135318687 + x2 * terms))))
  );
}

/**
 * Returns the unit vector of an angle in radians, the same bits on every engine. The angle is rounded to 1/65536 of a
 * turn.
 */
export function directionOf(radians: number): { x: number; y: number } {
  const leg = { directionX: 0, directionY: 0 };
  setDirection(leg, radians);
  return { x: leg.directionX, y: leg.directionY };
}

/** Writes the unit vector of an angle into an object. Numbers that a function returns are allocated on the heap. */
export function setDirection(into: { directionX: number; directionY: number }, radians: number): void {
  const steps = angleToSteps(radians);
  const within = (steps & (QUARTER - 1)) / QUARTER;
  const rising = sinQuarter(within);
  const falling = sinQuarter(1 - within);
  const quadrant = Math.floor(steps / QUARTER) & 3;
  into.directionX = quadrant === 0 ? falling : quadrant === 1 ? -rising : quadrant === 2 ? -falling : rising;
  into.directionY = quadrant === 0 ? rising : quadrant === 1 ? falling : quadrant === 2 ? -rising : -falling;
}
