/** A bounded number that crosses the wire as `bits` bits and is snapped to the same grid on both sides. */
export interface Range {
  readonly min: number;
  readonly max: number;
  readonly bits: 8 | 16;
  /** The range is a circle, for example an angle: `max` is the same place as `min`. */
  readonly wraps?: boolean;
}

/** The numbers of a range that the functions below need. */
export interface Scale {
  readonly min: number;
  /** Width of the range. */
  readonly extent: number;
  /** Number of steps in the range. */
  readonly span: number;
}

/** Converts the values of a range to the whole numbers that are sent, and back. */
export interface Quantizer {
  readonly toSteps: (value: number) => number;
  readonly fromSteps: (steps: number) => number;
  /**
   * Returns the value that a peer reads after `value` was sent.
   *
   * A step that snaps what it writes gives the same bits on a schema instance (whose setter snaps too), on a client's
   * predicted copy and on a plain object.
   */
  readonly snap: (value: number) => number;
}

/** A range that is symmetric about 0 has an even number of steps, so that 0 is sent exactly. */
export function scaleOf({ min, max, bits, wraps = false }: Range): Scale {
  const steps = 2 ** bits;
  return { min, extent: max - min, span: wraps ? steps : min === -max ? steps - 2 : steps - 1 };
}

/** Returns the step nearest to a value. A value outside of the range becomes its nearer end. */
export const toSteps = (value: number, min: number, extent: number, span: number): number => {
  const max = min + extent;
  const clamped = value < min ? min : value > max ? max : value;
  return Math.floor(((clamped - min) / extent) * span + 0.5);
};

/**
 * Returns the step nearest to a value, for a range that wraps. The code divides only values outside of the range,
 * because a remainder of fractions takes 20 ns.
 */
export const toWrappedSteps = (value: number, min: number, extent: number, span: number): number => {
  const offset = value - min;
  const rest = offset >= 0 && offset < extent ? offset : offset % extent;
  const steps = Math.floor(((rest < 0 ? rest + extent : rest) / extent) * span + 0.5);
  return steps === span ? 0 : steps;
};

/** The value that a number of steps stands for. */
export const fromSteps = (steps: number, min: number, extent: number, span: number): number =>
  min + (steps / span) * extent;

/**
 * Creates the functions of a range that does not wrap. The formula is the one that @colyseus/schema documents for
 * `t.quantized` in clamp mode; a test compares the two. Each range has its own functions, and `snap` calls none: a
 * step snaps six numbers of every body, and a fraction that is returned by a function that is not inlined becomes an
 * object on the heap.
 */
export function quantizer(range: Range): Quantizer {
  const { min, max } = range;
  const { extent, span } = scaleOf(range);
  return {
    toSteps: (value) => toSteps(value, min, extent, span),
    fromSteps: (steps) => fromSteps(steps, min, extent, span),
    snap: (value) => {
      const clamped = value < min ? min : value > max ? max : value;
      return min + (Math.floor(((clamped - min) / extent) * span + 0.5) / span) * extent;
    },
  };
}
