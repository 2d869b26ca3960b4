import { encodeMark } from "./bot-mark.ts";
import { encodeStart, genesisInput, HASH_BYTES, LINK, linkInput } from "./chain.ts";
import { CHUNK, encodeChunk, encodeEnvelope, FORMAT_VERSION } from "./chunks.ts";
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
 * Returns the part of a replay from one second to another, as a file. It begins after the last signature before `from` and
 * ends with the first one after `to`, so that the signatures in between stay valid.
 */
export function trim(file: ReplayFile, from: number, to: number, { deflate, sha256 }: TrimTools): Uint8Array[] {
  const { header, segments } = file;
  const [first, last] = rangeOf(file, from, to);
  const index = (file.start?.index ?? 0) + first;
  const parts = [
    encodeEnvelope({ rules: header.rules, version: file.version }),
    encodeChunk(CHUNK.header, file.headerBytes),
    file.mapChunk,
    encodeChunk(CHUNK.start, encodeStart({ index, link: linkBefore(file, first, sha256) })),
    ...Array.from(file.names.values(), (record) => encodeChunk(CHUNK.name, encodeName(record))),
    ...Array.from(file.looks.values(), (record) => encodeChunk(CHUNK.look, encodeLook(record))),
    ...file.marks.map((mark) => encodeChunk(CHUNK.mark, encodeMark(mark))),
  ];
  for (let position = first; position <= last; position++) {
    // The first keyframe may be stored as the difference from one that is not in this part.
    const keyframe = encodeKeyframe(file.keyframe(position), undefined, deflate);
    parts.push(encodeChunk(CHUNK.keyframe, keyframe), encodeChunk(CHUNK.segment, file.segmentData(position)));
    const seal = segments[position]?.seal;
    if (seal) parts.push(encodeChunk(CHUNK.seal, seal));
  }
  parts.push(encodeChunk(CHUNK.end));
  return parts;
}

/** The first and the last segment of a part. */
function rangeOf({ segments }: ReplayFile, from: number, to: number): readonly [first: number, last: number] {
  let first = segments.findLastIndex(({ second }) => second <= from);
  let last = segments.findLastIndex(({ second }) => second < Math.max(to, from + 1));
  if (first === -1 || last < first) throw new ReplayError("This replay has no such part.");
  if (segments.some(({ seal }) => seal)) {
    while (first > 0 && !segments[first - 1]?.seal) first--;
    while (last < segments.length - 1 && !segments[last]?.seal) last++;
  }
  return [first, last];
}

/** Returns the link before a segment. */
function linkBefore(file: ReplayFile, first: number, sha256: TrimTools["sha256"]): Uint8Array {
  const { header, headerBytes, mapBytes, segments, start } = file;
  const genesis = sha256(genesisInput(header.rules, sha256(headerBytes), sha256(mapBytes)));
  let link = start?.link ?? genesis;
  if (file.version !== FORMAT_VERSION) return linkIn(segments[first - 1]?.seal) ?? link;
  for (let position = 0; position < first; position++) {
    link = sha256(linkInput(link, LINK.keyframe, sha256(file.keyframe(position))));
    for (const second of file.decode(position).seconds) link = sha256(linkInput(link, LINK.second, sha256(second)));
  }
  return link;
}

/** Seals of earlier formats have the index and the link of their segment before the signature. */
const linkIn = (seal: Uint8Array | undefined): Uint8Array | undefined => seal?.slice(4, 4 + HASH_BYTES);
