/**
 * Writes or reads bits. Both directions run the same code: a writer takes `value` and returns it, and a reader ignores it
 * and returns what was written. So what is read can't differ from what is written.
 */
export interface BitCoder {
  /** Codes a bit that takes the less space, the better its model expects it. */
  bit(model: number, value: number): number;
  /** Codes up to 16 bits that nobody can expect. */
  raw(value: number, bits: number): number;
}

/** Models of a tree of that many bits. */
export const treeModels = (bits: number): number => 1 << bits;

/** Codes a number of a few bits. Each bit has a model for every beginning of the number. */
export function codeTree(coder: BitCoder, models: number, bits: number, value: number): number {
  let node = 1;
  for (let bit = bits - 1; bit >= 0; bit--) node = node * 2 + coder.bit(models + node, (value >>> bit) & 1);
  return node - (1 << bits);
}

/** Most bits that a coder takes at once. */
const RAW_BITS = 16;
const LENGTH_BITS = 5;
/** Bits after the first one that have models. The others are as good as random. */
const MODELLED_BITS = 3;
const NODES = 1 << MODELLED_BITS;
/** Models of a whole number. */
export const NUMBER_MODELS = treeModels(LENGTH_BITS) * (1 + NODES);

/** Codes a whole number below 2^31: first how many bits it has, and then these (Elias gamma). */
export function codeNumber(coder: BitCoder, models: number, value: number): number {
  const length = codeTree(coder, models, LENGTH_BITS, 32 - Math.clz32(value));
  if (length <= 1) return length;
  const tree = models + treeModels(LENGTH_BITS) + length * NODES;
  let number = 1;
  let left = length - 1;
  for (let node = 1; node < NODES && left > 0; node = number) {
    number = number * 2 + coder.bit(tree + node, (value >>> --left) & 1);
  }
  for (; left > 0; left -= RAW_BITS) {
    const bits = Math.min(RAW_BITS, left);
    number = number * 2 ** bits + coder.raw((value >>> (left - bits)) & ((1 << bits) - 1), bits);
  }
  return number >>> 0;
}
