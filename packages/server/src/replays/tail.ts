import { CHUNK, encodeChunk, readChunks } from "@fray/shared-state/replay/chunks";
import type { Second } from "@fray/shared-state/replay/segment";

/**
 * The seconds that are not in a segment yet lie in a second file, beside the replay: a server that is killed loses none
 * of them. Each is a chunk.
 */
export const TAIL_SUFFIX = ".tail";

export const encodeTail = (second: Second): Uint8Array => encodeChunk(CHUNK.segment, second);

/** Reads the seconds of a tail, as far as they are whole. */
export function decodeTail(bytes: Uint8Array): Second[] {
  const { chunks } = readChunks(bytes, 0);
  const damaged = chunks.findIndex(({ isIntact }) => !isIntact);
  return chunks.slice(0, damaged === -1 ? chunks.length : damaged).map(({ data }) => data);
}
