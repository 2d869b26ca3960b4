import { ByteWriter, type Random } from "@fray/netcode/core";
import { CHUNK, encodeChunk, ENVELOPE_BYTES, readChunks, type Chunk } from "@fray/shared-state/replay/chunks";
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

/** Returns a file in which a part says that it becomes far larger than it does, by up to 4 GiB. */
export function boast(file: Uint8Array, random: Random): Uint8Array {
  const { chunks } = readChunks(file, ENVELOPE_BYTES);
  const places = chunks.flatMap(({ type, data }, index) => {
    const place = lengthPlaceOf(type, data);
    return place === undefined ? [] : [{ index, place }];
  });
  const liar = places[Math.floor(random() * places.length)];
  const parts = chunks.map(({ type, data }, index) =>
    encodeChunk(type, index === liar?.index ? withLength(data, liar.place, 2 ** (10 + random() * 22)) : data),
  );
  return Buffer.concat([file.subarray(0, ENVELOPE_BYTES), ...parts]);
}

/** Returns a file that repeats one of its segments up to a thousand times: more work than its bytes look like. */
export function repeat(file: Uint8Array, random: Random): Uint8Array {
  const { chunks } = readChunks(file, ENVELOPE_BYTES);
  const starts = chunks.flatMap(({ type }, index) => (type === CHUNK.keyframe ? index : []));
  const at = starts[Math.floor(random() * starts.length)] ?? 0;
  const times = Math.floor(random() * 1000);
  const encode = ({ type, data }: Chunk): Uint8Array => encodeChunk(type, data);
  const pair = Buffer.concat(chunks.slice(at, at + 2).map(encode));
  const before = chunks.slice(0, at).map(encode);
  const after = chunks.slice(at).map(encode);
  const repeated = Array.from({ length: times }, () => pair);
  return Buffer.concat([file.subarray(0, ENVELOPE_BYTES), ...before, ...repeated, ...after]);
}

/** Where a chunk says how many bytes it becomes. */
function lengthPlaceOf(type: number, data: Uint8Array): number | undefined {
  if (type === CHUNK.map) return 0;
  if (type === CHUNK.keyframe) return 1;
  return type === CHUNK.segment ? 1 + (data[0] ?? 0) : undefined;
}

function withLength(data: Uint8Array, place: number, length: number): Uint8Array {
  let end = place;
  while ((data[end] ?? 0) >= 0x80) end++;
  const writer = new ByteWriter();
  writer.reserve(data.length + 8);
  writer.copy(data.subarray(0, place));
  writer.varint(Math.floor(length));
  writer.copy(data.subarray(end + 1));
  return writer.bytes.slice(0, writer.length);
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
