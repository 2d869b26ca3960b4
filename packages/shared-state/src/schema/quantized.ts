import { t } from "@colyseus/schema";

/** A bounded number carried on the wire as `bits` bits and snapped to the same grid on both sides. */
interface Range {
  readonly min: number;
  readonly max: number;
  readonly bits: 8 | 16;
}

/** World coordinates in u. The quantum is 1/256 u, an eighth of a pixel on a 1080p screen. */
export const POSITION_U: Range = { min: 0, max: 65535 / 256, bits: 16 };

/** Velocity in u/s. Symmetric, so that standing still is exactly 0 on the wire. */
export const VELOCITY_U_PER_S: Range = { min: -32, max: 32, bits: 16 };

/** A stick axis. Symmetric for the same reason. */
export const AXIS: Range = { min: -1, max: 1, bits: 8 };

export const position = () => t.quantized(POSITION_U);
export const velocity = () => t.quantized(VELOCITY_U_PER_S);
export const axis = () => t.quantized(AXIS);

/** A range's values as the whole numbers that cross the wire, and back. */
interface Quantizer {
  readonly toSteps: (value: number) => number;
  readonly fromSteps: (steps: number) => number;
  /**
   * The value a peer reads after `value` has crossed the wire.
   *
   * A step that snaps what it writes gives the same bits on a schema instance (whose setter snaps anyway), on a
   * client's predicted copy and on a plain object.
   */
  readonly snap: (value: number) => number;
}

/**
 * The formula is the one @colyseus/schema documents for `t.quantized` in clamp mode; a test holds the two together. Each range
 * has functions of its own, and `snap` calls none: a step snaps six numbers of every body, and what a function that is not
 * compiled into its caller returns is an object on the heap.
 */
function quantizer({ min, max, bits }: Range): Quantizer {
  const span = min === -max ? 2 ** bits - 2 : 2 ** bits - 1;
  const extent = max - min;
  const toSteps = (value: number): number => {
    const clamped = value < min ? min : value > max ? max : value;
    return Math.floor(((clamped - min) / extent) * span + 0.5);
  };
  const fromSteps = (steps: number): number => min + (steps / span) * extent;
  const snap = (value: number): number => {
    const clamped = value < min ? min : value > max ? max : value;
    return min + (Math.floor(((clamped - min) / extent) * span + 0.5) / span) * extent;
  };
  return { toSteps, fromSteps, snap };
}

/** Sixteen bits of a coordinate or a velocity, and back: what their fields put on the wire. */
export const {
  toSteps: positionToSteps,
  fromSteps: stepsToPosition,
  snap: snapPosition,
}: Quantizer = quantizer(POSITION_U);
export const {
  toSteps: velocityToSteps,
  fromSteps: stepsToVelocity,
  snap: snapVelocity,
}: Quantizer = quantizer(VELOCITY_U_PER_S);
export const { snap: snapAxis }: Quantizer = quantizer(AXIS);

const ANGLE_STEPS = 65536;
const TURN = Math.PI * 2;

/** An angle in radians as 0..65535 sixteen-bit turns: what `t.angle()` puts on the wire. */
export function angleToSteps(radians: number): number {
  const wrapped = radians % TURN;
  return Math.floor(((wrapped < 0 ? wrapped + TURN : wrapped) / TURN) * ANGLE_STEPS + 0.5) % ANGLE_STEPS;
}

/** The angle in radians, in [0, 2 pi), that `steps` stands for. */
export const stepsToAngle = (steps: number): number => (steps / ANGLE_STEPS) * TURN;

export const snapAngle = (radians: number): number => stepsToAngle(angleToSteps(radians));
