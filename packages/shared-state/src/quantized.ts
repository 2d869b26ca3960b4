import { t } from "@colyseus/schema";
import { fromSteps, type Quantizer, quantizer, type Range, toWrappedSteps } from "@fray/netcode/core";

/** World coordinates in u. The quantum is 1/256 u, an eighth of a pixel on a 1080p screen. */
export const POSITION_U = { min: 0, max: 65535 / 256, bits: 16 } as const satisfies Range;

/** Velocity in u/s. The range is symmetric, so that standing still is exactly 0 on the wire. */
export const VELOCITY_U_PER_S = { min: -32, max: 32, bits: 16 } as const satisfies Range;

/** A stick axis. The range is symmetric, so that a stick at rest is exactly 0 on the wire. */
export const AXIS = { min: -1, max: 1, bits: 8 } as const satisfies Range;

/** A direction in radians, in the wire format of `t.angle()`. */
export const ANGLE = { min: 0, max: Math.PI * 2, bits: 16, wraps: true } as const satisfies Range;

export const position = () => t.quantized(POSITION_U);
export const velocity = () => t.quantized(VELOCITY_U_PER_S);
export const axis = () => t.quantized(AXIS);

/** Converts a coordinate or a velocity to the 16 bits of its wire format, and back. */
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
export const { toSteps: axisToSteps, fromSteps: stepsToAxis, snap: snapAxis }: Quantizer = quantizer(AXIS);

const ANGLE_STEPS = 65536;

/** Converts an angle in radians to 0..65535 steps of 1/65536 turn. */
export const angleToSteps = (radians: number): number => toWrappedSteps(radians, 0, ANGLE.max, ANGLE_STEPS);

/** Converts steps back to an angle in radians, in [0, 2 pi). */
export const stepsToAngle = (steps: number): number => fromSteps(steps, 0, ANGLE.max, ANGLE_STEPS);

export const snapAngle = (radians: number): number => stepsToAngle(angleToSteps(radians));
