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

function sinSteps(steps: number): number {
  const quadrant = Math.floor(steps / QUARTER) & 3;
  const within = (steps & (QUARTER - 1)) / QUARTER;
  switch (quadrant) {
    case 0:
      return sinQuarter(within);
    case 1:
      return sinQuarter(1 - within);
    case 2:
      return -sinQuarter(within);
    default:
      return -sinQuarter(1 - within);
  }
}

/**
 * Returns the unit vector of an angle in radians, the same bits on every engine. The angle is rounded to 1/65536 of a
 * turn.
 */
export function directionOf(radians: number): { x: number; y: number } {
  const steps = angleToSteps(radians);
  return { x: sinSteps(steps + QUARTER), y: sinSteps(steps) };
}
