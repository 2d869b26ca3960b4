/** A bounded number that crosses the wire as `bits` bits and is snapped to the same grid on both sides. */
export interface Range {
  readonly min: number;
  readonly max: number;
  readonly bits: 8 | 16;
  /** The range is a circle, as of an angle: `max` is the same place as `min`. */
  readonly wraps?: boolean;
}

/** The numbers that the formulas below need. */
export interface Scale {
  readonly min: number;
  /** Width of the range. */
  readonly extent: number;
  /** Steps in it. */
  readonly span: number;
}

/** A range's values as the whole numbers that cross the wire, and back. */
export interface Quantizer {
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

/** A range that is symmetric about 0 has an even number of steps, so that 0 is exactly 0 on the wire. */
export function scaleOf({ min, max, bits, wraps = false }: Range): Scale {
  const steps = 2 ** bits;
  return { min, extent: max - min, span: wraps ? steps : min === -max ? steps - 2 : steps - 1 };
}

/** The step nearest to a value; a value outside of the range counts as its nearer end. */
export const toSteps = (value: number, min: number, extent: number, span: number): number => {
  const max = min + extent;
  const clamped = value < min ? min : value > max ? max : value;
  return Math.floor(((clamped - min) / extent) * span + 0.5);
};

/** The same for a range that wraps. It divides only what is outside of the range: a remainder of fractions takes 20 ns. */
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
 * The functions of a range that does not wrap. The formula is the one @colyseus/schema documents for `t.quantized` in clamp
 * mode; a test holds the two together. Each range has functions of its own, and `snap` calls none: a step snaps six numbers of
 * every body, and what a function that is not compiled into its caller returns is an object on the heap.
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
