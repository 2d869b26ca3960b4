import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";

import { createRandom } from "../core/random.ts";

/**
 * Makes all random numbers, ids and masks of this process follow from a seed, also those of libraries. Of Node's `crypto`
 * it replaces the functions that libraries use for these. Returns a function that undoes it. Never use it where a secret must hold.
 */
export function seedRandomness(seed: number): () => void {
  const random = createRandom(seed);
  const fill = <Target extends NodeJS.ArrayBufferView | ArrayBuffer>(
    target: Target,
    from = 0,
    size?: number,
  ): Target => {
    const bytes = ArrayBuffer.isView(target)
      ? new Uint8Array(target.buffer, target.byteOffset, target.byteLength)
      : new Uint8Array(target);
    const end = size === undefined ? bytes.length : from + size;
    for (let at = from; at < end; at++) bytes[at] = random() * 256;
    return target;
  };
  const integer = (from: number, to?: number): number => {
    const [low, high] = to === undefined ? [0, from] : [from, to];
    return low + Math.floor(random() * (high - low));
  };
  const bytes = (size: number): Buffer => fill(Buffer.alloc(size));
  const original = {
    randomBytes: crypto.randomBytes,
    randomFillSync: crypto.randomFillSync,
    randomUUID: crypto.randomUUID,
    randomInt: crypto.randomInt,
  };
  const platformRandom = Math.random;
  Math.random = random;
  Object.assign(crypto, {
    randomBytes: (size: number, done?: (error: null, bytes: Buffer) => void) => {
      if (!done) return bytes(size);
      queueMicrotask(() => done(null, bytes(size)));
      return undefined;
    },
    randomFillSync: fill,
    randomUUID: () => uuidOf(bytes(16)),
    randomInt: integer,
  });
  Object.assign(globalThis.crypto, { getRandomValues: fill, randomUUID: () => uuidOf(bytes(16)) });
  syncBuiltinESMExports();
  return () => {
    Math.random = platformRandom;
    Object.assign(crypto, original);
    // Own properties of the object would hide those of its prototype.
    for (const name of ["getRandomValues", "randomUUID"]) Reflect.deleteProperty(globalThis.crypto, name);
    syncBuiltinESMExports();
  };
}

/** A version 4 UUID; RFC 9562, 5.4. */
function uuidOf(bytes: Buffer): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
