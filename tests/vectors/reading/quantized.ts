/** A quantized type, as a reflection describes it. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly bits: number;
  /** 0 clamps, 1 wraps. */
  readonly mode: number;
}

const spanOf = ({ min, max, bits, mode }: Scale): number => {
  if (mode === 1) return 2 ** bits;
  return 2 ** bits - (min === -max ? 2 : 1);
};

export const valueOf = (steps: number, scale: Scale): number =>
  scale.min + (steps / spanOf(scale)) * (scale.max - scale.min);

export function stepsOf(value: number, scale: Scale): number {
  const extent = scale.max - scale.min;
  const span = spanOf(scale);
  if (scale.mode === 0) {
    const inside = Math.min(Math.max(value, scale.min), scale.max);
    return Math.floor(((inside - scale.min) / extent) * span + 0.5);
  }
  const rest = (value - scale.min) % extent;
  return Math.floor(((rest < 0 ? rest + extent : rest) / extent) * span + 0.5) % span;
}
