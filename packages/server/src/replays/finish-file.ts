import { decodeSeal } from "@fray/shared-state/replay/chain";
import { CHUNK, decodeEnvelope, ENVELOPE_BYTES, FORMAT_VERSION, readChunks } from "@fray/shared-state/replay/chunks";
import { ReplayFileWriter, type WriterTools } from "@fray/shared-state/replay/file-writer";
import { decodeHeader, fromUtf8 } from "@fray/shared-state/replay/header";
import { inflateMap } from "@fray/shared-state/replay/replay-file";
import { decodeKeyframe, needsKeyframeBefore } from "@fray/shared-state/replay/segment";

import { decodeTail } from "./tail.ts";

/**
 * Returns the bytes that end a recording which a killed server left: the seconds of its tail as a segment, signed if
 * `tools` sign. Throws a `ReplayError` for a file that is damaged.
 */
export function endingOf(
  file: Uint8Array,
  tail: Uint8Array,
  tools: WriterTools,
): { whole: Uint8Array; ending: Uint8Array } {
  const { chunks } = readChunks(file, ENVELOPE_BYTES);
  const length = chunks.reduce((sum, { data }) => sum + data.length + 9, ENVELOPE_BYTES);
  const whole = file.subarray(0, length);
  const header = chunks.find(({ type }) => type === CHUNK.header);
  const map = chunks.find(({ type }) => type === CHUNK.map);
  if (!header || !map) return { whole, ending: new Uint8Array() };
  const keyframes: Uint8Array[] = [];
  let segments = 0;
  let seal: ReturnType<typeof decodeSeal> | undefined;
  let isOpen = false;
  for (const { type, data } of chunks) {
    if (type === CHUNK.end) return { whole, ending: new Uint8Array() };
    if (type === CHUNK.keyframe) {
      const before = needsKeyframeBefore(data) ? keyframes.at(-1) : undefined;
      keyframes.push(decodeKeyframe(data, before));
      isOpen = true;
    } else if (type === CHUNK.segment) {
      segments++;
      isOpen = false;
    } else if (type === CHUNK.seal) seal = decodeSeal(data);
  }
  // Another version of the format has other seconds, which nobody but its own program can put into a segment.
  const seconds = decodeEnvelope(file).version === FORMAT_VERSION ? decodeTail(tail) : [];
  const start = seal && { index: segments, link: seal.link };
  const writer = new ReplayFileWriter(decodeHeader(header.data), fromUtf8(inflateMap(map.data)), tools, {
    start,
    headerBytes: header.data,
  });
  const keyframe = keyframes.at(-1);
  if (!isOpen || !keyframe || seconds.length === 0) return { whole, ending: writer.end() };
  // The keyframe is in the file already. The writer needs it for the link.
  writer.keyframe(keyframe);
  return { whole, ending: Buffer.concat([...writer.segment(seconds), writer.end()]) };
}
