import type { Random } from "@fray/netcode/core";
import { CHUNK, encodeChunk, ENVELOPE_BYTES, readChunks } from "@fray/shared-state/replay/chunks";
import { decodeKeyframe, decodeSegment, encodeKeyframe, encodeSegment } from "@fray/shared-state/replay/segment";

import { TOOLS } from "./replays.ts";

/** Returns a file with a few faults: changed bytes, a cut, parts in another order, or contents that lie inside. */
export function damage(file: Uint8Array, random: Random): Uint8Array {
  const luck = random();
  if (luck < 0.3) return flip(file, random);
  if (luck < 0.4) return file.slice(0, random() * file.length);
  const { chunks } = readChunks(file, ENVELOPE_BYTES);
  const at = Math.floor(random() * chunks.length);
  const parts = chunks.flatMap(({ type, data }, index) => {
    if (index !== at) return [encodeChunk(type, data)];
    if (luck < 0.5) return [];
    if (luck < 0.6) return [encodeChunk(type, data), encodeChunk(type, data)];
    return [encodeChunk(type, lie(type, data, random))];
  });
  return Buffer.concat([file.subarray(0, ENVELOPE_BYTES), ...parts]);
}

function flip(bytes: Uint8Array, random: Random): Uint8Array {
  const flipped = Uint8Array.from(bytes);
  for (let left = 1 + Math.floor(random() * 4); left > 0; left--) {
    flipped[Math.floor(random() * flipped.length)] = Math.floor(random() * 256);
  }
  return flipped;
}

/** Changes what is inside of a chunk, and packs it again so that checksums are right. */
function lie(type: number, data: Uint8Array, random: Random): Uint8Array {
  if (type === CHUNK.keyframe && data[0] === 0) {
    return encodeKeyframe(flip(decodeKeyframe(data, undefined), random), undefined, TOOLS.deflate);
  }
  if (type !== CHUNK.segment) return flip(data, random);
  const seconds = [...decodeSegment(data).seconds];
  const at = Math.floor(random() * seconds.length);
  const second = seconds[at];
  if (second && second.length > 0) seconds[at] = flip(second, random);
  return encodeSegment(seconds);
}
