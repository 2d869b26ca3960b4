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

/**
 * A value as the whole number that crosses the wire. The formula is the one @colyseus/schema documents for `t.quantized`
 * in clamp mode; a test holds the two together.
 */
function toSteps(range: Range, value: number): number {
  const { min, max } = range;
  const clamped = value < min ? min : value > max ? max : value;
  return Math.floor(((clamped - min) / (max - min)) * spanOf(range) + 0.5);
}

const fromSteps = (range: Range, steps: number): number =>
  range.min + (steps / spanOf(range)) * (range.max - range.min);

const spanOf = ({ min, max, bits }: Range): number => (min === -max ? 2 ** bits - 2 : 2 ** bits - 1);

/**
 * The value a peer reads after `value` has crossed the wire.
 *
 * A step that snaps what it writes gives the same bits on a schema instance (whose setter snaps anyway), on a
 * client's predicted copy and on a plain object.
 */
const snap = (range: Range, value: number): number => fromSteps(range, toSteps(range, value));

export const snapPosition = (value: number): number => snap(POSITION_U, value);
export const snapVelocity = (value: number): number => snap(VELOCITY_U_PER_S, value);
export const snapAxis = (value: number): number => snap(AXIS, value);

/** Sixteen bits of a coordinate or a velocity, and back: what their fields put on the wire. */
export const positionToSteps = (value: number): number => toSteps(POSITION_U, value);
export const stepsToPosition = (steps: number): number => fromSteps(POSITION_U, steps);
export const velocityToSteps = (value: number): number => toSteps(VELOCITY_U_PER_S, value);
export const stepsToVelocity = (steps: number): number => fromSteps(VELOCITY_U_PER_S, steps);

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
