import { createRandom, FrameError } from "@fray/netcode/core";
import { codeNumber, codeTree, NUMBER_MODELS, treeModels } from "@fray/shared-state/internal/replay/coding/bit-coder";
import { firstModels, Models } from "@fray/shared-state/internal/replay/coding/models";
import { RangeDecoder } from "@fray/shared-state/internal/replay/coding/range-decoder";
import { RangeEncoder } from "@fray/shared-state/internal/replay/coding/range-encoder";
import { describe, expect, test } from "vitest";

const MODELS = 8;

interface Bit {
  readonly model: number | undefined;
  readonly value: number;
}

/** Bits of models that are nearly certain, of models that are not, and of none. */
function bitsOf(seed: number, count: number): Bit[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const model = random() < 0.2 ? undefined : Math.floor(random() * MODELS);
    return { model, value: Number(random() < (model ?? MODELS / 2) / (MODELS - 1)) };
  });
}

function encode(parts: readonly (readonly Bit[])[]): Uint8Array[] {
  const encoder = new RangeEncoder(new Models(firstModels(MODELS)));
  return parts.map((bits) => {
    for (const { model, value } of bits) {
      if (model === undefined) encoder.raw(value, 1);
      else encoder.bit(model, value);
    }
    return encoder.take();
  });
}

describe("bits", () => {
  test("are read as they were written, part after part, whatever their number", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const parts = [bitsOf(seed, seed), bitsOf(seed + 1000, seed % 17), bitsOf(seed + 2000, 200)];
      const decoder = new RangeDecoder(new Models(firstModels(MODELS)));
      for (const [index, bytes] of encode(parts).entries()) {
        decoder.enter(bytes);
        const bits = parts[index] ?? [];
        const read = bits.map(({ model }) => (model === undefined ? decoder.raw(0, 1) : decoder.bit(model)));
        expect(read).toEqual(bits.map(({ value }) => value));
      }
    }
  });

  test("that are expected take hardly any space, and those that nobody can expect a bit each", () => {
    const [same = new Uint8Array()] = encode([Array.from({ length: 20_000 }, () => ({ model: 1, value: 1 }))]);
    expect(same.length).toBeLessThan(20);
    const random = createRandom(1);
    const any = Array.from({ length: 8000 }, () => ({ model: undefined, value: Number(random() < 0.5) }));
    expect(encode([any])[0]?.length).toBeLessThanOrEqual(1002);
  });

  test("beyond the end are an error, and never an endless row of zeros", () => {
    const [bytes = new Uint8Array()] = encode([bitsOf(5, 400)]);
    const decoder = new RangeDecoder(new Models(firstModels(MODELS)));
    decoder.enter(bytes);
    expect(() => {
      for (let left = 10_000; left > 0; left--) decoder.raw(0, 1);
    }).toThrow(FrameError);
  });
});

test("numbers of every length are read as they were written, and so are trees", () => {
  const random = createRandom(9);
  const numbers = [0, 1, 2, 3, 2 ** 30, 2 ** 31 - 1];
  for (let bits = 1; bits <= 31; bits++) numbers.push(2 ** bits - 1, Math.floor(random() * 2 ** bits));
  const models = NUMBER_MODELS + treeModels(8);
  const encoder = new RangeEncoder(new Models(firstModels(models)));
  for (const number of numbers) {
    codeNumber(encoder, 0, number);
    codeTree(encoder, NUMBER_MODELS, 8, number & 255);
  }
  const decoder = new RangeDecoder(new Models(firstModels(models)));
  decoder.enter(encoder.take());
  for (const number of numbers) {
    expect(codeNumber(decoder, 0, 0)).toBe(number);
    expect(codeTree(decoder, NUMBER_MODELS, 8, 0)).toBe(number & 255);
  }
});
