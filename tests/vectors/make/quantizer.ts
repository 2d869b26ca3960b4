import { encode, schema, t } from "@colyseus/schema";
import { InputEncoder } from "@colyseus/schema/input";
import { createRandom, type Range } from "@fray/netcode/core";
import { ANGLE, AXIS, POSITION_U, VELOCITY_U_PER_S } from "@fray/shared-state/quantized";

import { hexOf } from "./hex.ts";

const RANGES: Readonly<Record<string, Range>> = {
  axis: AXIS,
  position: POSITION_U,
  velocity: VELOCITY_U_PER_S,
  angle: ANGLE,
};
const RANDOM_VALUES = 24;

/** Values in a range, at its ends, outside of it, and halfway between two steps. */
function valuesFor({ min, max, bits }: Range): number[] {
  const extent = max - min;
  const random = createRandom(bits);
  const step = extent / (2 ** bits - 1);
  const fixed = [min, max, (min + max) / 2, 0, min - 1, max + 1, min - 3 * extent, max + 7.25 * extent, min + step / 2];
  return [...fixed, ...Array.from({ length: RANDOM_VALUES }, () => min + (random() * 1.2 - 0.1) * extent)];
}

/** Values of each range, the bytes that the framework's encoder writes, and the values that its setter reads back. */
export function quantizer() {
  return Object.entries(RANGES).map(([name, range]) => {
    const { min, max, bits, wraps = false } = range;
    const Sample = schema({ value: t.quantized({ min, max, bits, mode: wraps ? "wrap" : "clamp" }) }, "Sample");
    const samples = valuesFor(range).map((value) => {
      const sample = new Sample();
      sample.value = value;
      // The first byte is the operation and the field.
      const bytes = new InputEncoder(sample).encode().slice(1);
      return { value, bytes: hexOf(bytes), read: sample.value };
    });
    return { name, min, max, bits, mode: wraps ? 1 : 0, samples };
  });
}

/** Numbers from 2^31 up are written as floating point. */
const NUMBERS = [0, 1, 127, 128, 255, 256, 65_535, 65_536, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 0.5];
const NEGATIVE_NUMBERS = [-1, -32, -33, -128, -129, -32_768, -32_769, -(2 ** 31)];
const TEXTS = ["", "arena", "a".repeat(31), "b".repeat(32), "c".repeat(300), "Grüße, 世界 👋"];

/** Numbers and texts as the schema writes them. */
export function values() {
  const write = (put: (bytes: Uint8Array, it: { offset: number }) => void): string => {
    const [bytes, it] = [new Uint8Array(1024), { offset: 0 }];
    put(bytes, it);
    return hexOf(bytes.subarray(0, it.offset));
  };
  return {
    numbers: [...NUMBERS, ...NEGATIVE_NUMBERS].map((value) => ({
      value,
      bytes: write((bytes, it) => encode.number(bytes, value, it)),
    })),
    texts: TEXTS.map((value) => ({ value, bytes: write((bytes, it) => encode.string(bytes, value, it)) })),
  };
}
