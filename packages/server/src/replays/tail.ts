import { CHUNK, encodeChunk, readChunks } from "@fray/shared-state/replay/chunks";
import type { Second } from "@fray/shared-state/replay/segment";

/**
 * The seconds that are not in a segment yet lie in a second file, beside the replay: a server that is killed loses none
 * of them. Each plane of a second is a chunk, and an empty chunk of another type ends the second.
 */
export const TAIL_SUFFIX = ".tail";

export const encodeTail = (second: Second): Uint8Array =>
  Buffer.concat([...second.map((plane) => encodeChunk(CHUNK.segment, plane)), encodeChunk(CHUNK.end)]);

/** Reads the seconds of a tail, as far as they are whole. */
export function decodeTail(bytes: Uint8Array): Second[] {
  const seconds: Second[] = [];
  let planes: Uint8Array[] = [];
  for (const { type, data, isIntact } of readChunks(bytes, 0).chunks) {
    if (!isIntact) break;
    if (type === CHUNK.segment) planes.push(data);
    else {
      seconds.push(planes);
      planes = [];
    }
  }
  return seconds;
}
