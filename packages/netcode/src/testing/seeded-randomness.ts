import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";

import { createRandom } from "../core/random.ts";

/**
 * Makes all random numbers, ids and masks of this process follow from a seed, also those of Node's `crypto` and of
 * libraries. Returns a function that undoes it. Never use it where a secret must hold.
 */
export function seedRandomness(seed: number): () => void {
  const random = createRandom(seed);
  const fill = <Target extends NodeJS.ArrayBufferView>(target: Target, from = 0, size?: number): Target => {
    const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
    const end = size === undefined ? bytes.length : from + size;
    for (let at = from; at < end; at++) bytes[at] = random() * 256;
    return target;
  };
  const bytes = (size: number): Buffer => fill(Buffer.alloc(size));
  const original = {
    math: Math.random,
    randomBytes: crypto.randomBytes,
    randomFillSync: crypto.randomFillSync,
    randomUUID: crypto.randomUUID,
    getRandomValues: crypto.webcrypto.getRandomValues,
    randomUUIDOfWeb: globalThis.crypto.randomUUID,
  };
  Math.random = random;
  Object.assign(crypto, {
    randomBytes: (size: number, done?: (error: null, bytes: Buffer) => void) => {
      if (!done) return bytes(size);
      queueMicrotask(() => done(null, bytes(size)));
      return undefined;
    },
    randomFillSync: fill,
    randomUUID: () => uuidOf(bytes(16)),
  });
  Object.assign(globalThis.crypto, { getRandomValues: fill, randomUUID: () => uuidOf(bytes(16)) });
  syncBuiltinESMExports();
  return () => {
    Math.random = original.math;
    const { randomBytes, randomFillSync, randomUUID } = original;
    Object.assign(crypto, { randomBytes, randomFillSync, randomUUID });
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
