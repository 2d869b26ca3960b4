import { CHUNK, FORMAT_VERSION, type Chunk } from "./chunks.ts";
import { KEYFRAMES_IN_A_ROW, MAX_SECONDS, MAX_SEGMENT_SECONDS, MIN_SEGMENT_SECONDS } from "./limits.ts";
import { ReplayError } from "./replay-error.ts";
import { checksumsIn, needsKeyframeBefore, secondsIn } from "./segment.ts";

/** A segment of a file: a keyframe, and the seconds that follow it. */
export interface Segment {
  /** Second of the file at which it begins. */
  readonly second: number;
  readonly seconds: number;
  readonly checksums: Uint8Array;
  /** The signature of this segment and of those before it that have none. Older formats have more in it. */
  readonly seal: Uint8Array | undefined;
}

export interface StoredSegment extends Segment {
  readonly keyframe: Uint8Array;
  readonly data: Uint8Array;
}

/**
 * Finds the segments of a file. A keyframe whose seconds are missing is left out. Throws a `ReplayError` for more work
 * than a recording of that length may make.
 */
export function readSegments(chunks: readonly Chunk[], version: number): StoredSegment[] {
  const segments: StoredSegment[] = [];
  let keyframe: Uint8Array | undefined;
  let second = 0;
  for (const { type, data, isIntact } of chunks) {
    if (type === CHUNK.keyframe) {
      if (!isIntact) throw new ReplayError(`This replay is damaged at second ${second}: its keyframe has changed.`);
      keyframe = data;
    } else if (type === CHUNK.segment && keyframe) {
      const seconds = secondsIn(data);
      segments.push({ second, seconds, checksums: checksumsIn(data), seal: undefined, keyframe, data });
      second += seconds;
      keyframe = undefined;
    } else if (type === CHUNK.seal && segments.length > 0) {
      const last = segments.pop();
      if (last) segments.push({ ...last, seal: data });
    }
  }
  // Earlier versions have segments of other lengths.
  if (version === FORMAT_VERSION) checkSeconds(segments, second);
  checkKeyframes(segments);
  return segments;
}

function checkSeconds(segments: readonly StoredSegment[], total: number): void {
  if (total > MAX_SECONDS) throw new ReplayError(`This replay is longer than ${MAX_SECONDS / 3600} hours.`);
  for (const [index, { second, seconds }] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (seconds > MAX_SEGMENT_SECONDS || (seconds < MIN_SEGMENT_SECONDS && !isLast))
      throw new ReplayError(`This replay has a keyframe at second ${second} and the next one ${seconds} s later.`);
  }
}

/** To read a keyframe costs reading those before it from which it is the difference. */
function checkKeyframes(segments: readonly StoredSegment[]): void {
  let inARow = 0;
  for (const [index, { second, keyframe }] of segments.entries()) {
    inARow = needsKeyframeBefore(keyframe) ? inARow + 1 : 1;
    if (index === 0 && needsKeyframeBefore(keyframe)) throw new ReplayError("A keyframe of this replay is missing.");
    if (inARow > KEYFRAMES_IN_A_ROW)
      throw new ReplayError(`This replay has more than ${KEYFRAMES_IN_A_ROW} keyframes in a row at second ${second}.`);
  }
}
