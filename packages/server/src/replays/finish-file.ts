import {
  CHUNK,
  decodeEnvelope,
  ENVELOPE_BYTES,
  FORMAT_VERSION,
  FRAME_BYTES,
  readChunks,
} from "@fray/shared-state/replay/chunks";
import { ReplayFileWriter, type WriterTools } from "@fray/shared-state/replay/file-writer";
import { decodeHeader, fromUtf8 } from "@fray/shared-state/replay/header";
import { inflateMap } from "@fray/shared-state/replay/replay-file";
import { decodeKeyframe, decodeSegment, needsKeyframeBefore } from "@fray/shared-state/replay/segment";

import { decodeTail } from "./tail.ts";

/**
 * Returns the bytes that end a recording which a killed server left: the seconds of its tail as a segment, and the
 * signature of everything that is not signed. Without a key in `tools` nothing is signed, and the file is not ended. Throws
 * a `ReplayError` for a file that is damaged.
 */
export function endingOf(
  file: Uint8Array,
  tail: Uint8Array,
  tools: WriterTools,
): { whole: Uint8Array; ending: Uint8Array } {
  const { chunks } = readChunks(file, ENVELOPE_BYTES);
  const length = chunks.reduce((sum, { data }) => sum + data.length + FRAME_BYTES, ENVELOPE_BYTES);
  const whole = file.subarray(0, length);
  const header = chunks.find(({ type }) => type === CHUNK.header);
  const map = chunks.find(({ type }) => type === CHUNK.map);
  if (!header || !map || chunks.at(-1)?.type === CHUNK.end) return { whole, ending: new Uint8Array() };
  const writer = new ReplayFileWriter(
    decodeHeader(header.data),
    fromUtf8(inflateMap(map.data)),
    tools,
    Uint8Array.from(header.data),
  );
  const end = (): Uint8Array[] => (tools.sign ? writer.end() : []);
  // Another version of the format has other seconds, which nobody but its own program can put into a segment.
  if (decodeEnvelope(file).version !== FORMAT_VERSION) return { whole, ending: Buffer.concat(end()) };
  // The writer makes all of the file again, so that it knows what the next signature covers.
  let keyframe: Uint8Array | undefined;
  let isOpen = false;
  let missing: readonly Uint8Array[] = [];
  for (const { type, data } of chunks) {
    if (type === CHUNK.keyframe) {
      keyframe = decodeKeyframe(data, needsKeyframeBefore(data) ? keyframe : undefined);
      writer.keyframe(keyframe);
      isOpen = true;
    } else if (type === CHUNK.segment && isOpen) {
      const [, ...seal] = writer.segment(decodeSegment(data).seconds);
      missing = seal;
      isOpen = false;
    } else if (type === CHUNK.seal) missing = [];
  }
  const seconds = isOpen ? decodeTail(tail) : [];
  const segment = seconds.length > 0 ? writer.segment(seconds) : [];
  return { whole, ending: Buffer.concat([...missing, ...segment, ...end()]) };
}
