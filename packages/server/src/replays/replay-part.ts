import { ReplayError } from "@fray/shared-state/replay/replay-error";
import { ReplayFile } from "@fray/shared-state/replay/replay-file";
import { trim } from "@fray/shared-state/replay/trim";

import { writerTools } from "./writer-tools.ts";

/** The ticks of a part of a replay. */
export interface TickRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Returns the part of a replay between two ticks, as a file: it begins up to 20 seconds before. Undefined when the replay
 * has no such ticks.
 */
export function partBetween(bytes: Uint8Array, { from, to }: TickRange): Uint8Array | undefined {
  try {
    const file = ReplayFile.read(bytes);
    const keyframe = file.keyframe(0);
    // A keyframe begins with its tick.
    const firstTick = new DataView(keyframe.buffer, keyframe.byteOffset).getUint32(0, true);
    const secondOf = (tick: number): number => (tick - firstTick) / file.header.tickRate;
    if (secondOf(to) < 0 || secondOf(from) > file.seconds) return undefined;
    return Buffer.concat(trim(file, Math.max(0, secondOf(from)), secondOf(to), writerTools(undefined)));
  } catch (error) {
    if (error instanceof ReplayError) return undefined;
    throw error;
  }
}
