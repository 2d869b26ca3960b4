import { encodeMark } from "./bot-mark.ts";
import { encodeSeal, encodeStart, genesisInput } from "./chain.ts";
import { CHUNK, encodeChunk, encodeEnvelope } from "./chunks.ts";
import { encodeLook } from "./look-record.ts";
import { encodeName } from "./name-record.ts";
import { ReplayError } from "./replay-error.ts";
import type { ReplayFile } from "./replay-file.ts";
import { encodeKeyframe, type Deflate } from "./segment.ts";

interface TrimTools {
  readonly deflate: Deflate;
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
}

/**
 * Returns the part of a replay from one second to another, as a file. It begins at the keyframe before `from` and ends
 * with the segment of `to`, so that the signatures of its segments stay valid.
 */
export function trim(file: ReplayFile, from: number, to: number, { deflate, sha256 }: TrimTools): Uint8Array[] {
  const { header, headerBytes, mapBytes, segments } = file;
  const first = segments.findLastIndex(({ second }) => second <= from);
  const last = segments.findLastIndex(({ second }) => second < Math.max(to, from + 1));
  if (first === -1 || last < first) throw new ReplayError("This replay has no such part.");
  const index = (file.start?.index ?? 0) + first;
  const genesis = sha256(genesisInput(header.rules, sha256(headerBytes), sha256(mapBytes)));
  const link = segments[first - 1]?.seal?.link ?? file.start?.link ?? genesis;
  const parts = [
    encodeEnvelope({ rules: header.rules, version: file.version }),
    encodeChunk(CHUNK.header, headerBytes),
    file.mapChunk,
    encodeChunk(CHUNK.start, encodeStart({ index, link })),
    ...Array.from(file.names.values(), (record) => encodeChunk(CHUNK.name, encodeName(record))),
    ...Array.from(file.looks.values(), (record) => encodeChunk(CHUNK.look, encodeLook(record))),
    ...file.marks.map((mark) => encodeChunk(CHUNK.mark, encodeMark(mark))),
  ];
  for (let position = first; position <= last; position++) {
    // The first keyframe may be stored as the difference from one that is not in this part.
    const keyframe = encodeKeyframe(file.keyframe(position), undefined, deflate);
    parts.push(encodeChunk(CHUNK.keyframe, keyframe), encodeChunk(CHUNK.segment, file.segmentData(position)));
    const seal = segments[position]?.seal;
    if (seal) parts.push(encodeChunk(CHUNK.seal, encodeSeal(seal)));
  }
  parts.push(encodeChunk(CHUNK.end));
  return parts;
}
