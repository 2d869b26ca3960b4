import { createRandom } from "@fray/netcode/core";
import { MAX_KEYFRAME_BYTES, MAX_MAP_BYTES, MAX_SEGMENT_BYTES } from "@fray/shared-state/replay/limits";
import { ReplayError } from "@fray/shared-state/replay/replay-error";
import { ReplayFile } from "@fray/shared-state/replay/replay-file";
import { ReplayPlayer } from "@fray/shared-state/replay/replay-player";

import { boast, damage, repeat } from "../support/damaged-files.ts";
import { recordHeadless } from "../support/record-headless.ts";
import { allocationsOf } from "./allocations.ts";

/** Share of the files in which a part says that it becomes far larger than it does. */
const BOASTS = 0.2;
/** Share of the files that repeat a segment many times. */
const REPEATS = 0.01;
const PLAYED_TICKS = 10;
/** One file in so many is also sought through, which takes most of the time. */
const SEEK_EVERY = 20;
const LARGEST_PART = Math.max(MAX_MAP_BYTES, MAX_KEYFRAME_BYTES, MAX_SEGMENT_BYTES);
/** A file of two segments is opened, played and sought: its map, and each keyframe and segment a few times. */
const MOST_BYTES = MAX_MAP_BYTES + 8 * (MAX_KEYFRAME_BYTES + MAX_SEGMENT_BYTES);
/** Processor time: no honest machine takes as long. */
const SLOWEST_MS = 5000;
const SENTENCE = /^[A-Z][^]*\.$/;

/** What became of damaged, cut and hostile replay files. */
export interface FuzzedFiles {
  readonly files: number;
  readonly played: number;
  readonly refused: number;
  /** Different sentences with which files were refused. */
  readonly sentences: number;
  /** Processor time of the slowest file in ms. */
  readonly slowestMs: number;
  /** The most bytes that were allocated at once for a file, and altogether. */
  readonly largestBytes: number;
  readonly mostBytes: number;
  /** What must not happen, in sentences. */
  readonly faults: readonly string[];
}

/** Opens, plays and seeks so many replay files of a stranger. The same seed gives the same files. */
export function fuzzReplayFiles(files: number, seed: number): FuzzedFiles {
  const { file } = recordHeadless({ map: "duel", mode: "ffa", bots: 3, seconds: 12 }).recording;
  const random = createRandom(seed);
  const sentences = new Set<string>();
  const faults = new Set<string>();
  let played = 0;
  let slowestMs = 0;
  let largestBytes = 0;
  let mostBytes = 0;
  for (let count = 0; count < files; count++) {
    const luck = random();
    const change = luck < BOASTS ? boast : luck < BOASTS + REPEATS ? repeat : damage;
    const bytes = change(file, random);
    const goal = count % SEEK_EVERY === 0 ? Math.floor(random() * 400) : undefined;
    const before = process.cpuUsage();
    const { largest, sum } = allocationsOf(() => {
      try {
        play(bytes, goal);
        played++;
      } catch (error) {
        if (error instanceof ReplayError) sentences.add(error.message);
        else faults.add(`file ${count} of the seed ${seed} throws ${String(error)}`);
      }
    });
    const { user, system } = process.cpuUsage(before);
    slowestMs = Math.max(slowestMs, (user + system) / 1000);
    largestBytes = Math.max(largestBytes, largest);
    mostBytes = Math.max(mostBytes, sum);
  }
  for (const text of sentences) if (!SENTENCE.test(text)) faults.add(`not a sentence: ${text}`);
  if (slowestMs > SLOWEST_MS) faults.add(`a file took ${slowestMs} ms`);
  // What a file says of its size is checked before so much is allocated.
  if (largestBytes > LARGEST_PART) faults.add(`a file made its reader allocate ${largestBytes} B at once`);
  if (mostBytes > MOST_BYTES) faults.add(`a file made its reader allocate ${mostBytes} B`);
  return {
    files,
    played,
    refused: files - played,
    sentences: sentences.size,
    slowestMs,
    largestBytes,
    mostBytes,
    faults: [...faults],
  };
}

function play(bytes: Uint8Array, goal: number | undefined): void {
  const player = new ReplayPlayer(ReplayFile.read(bytes));
  for (let tick = 0; tick < PLAYED_TICKS && player.step(); tick++);
  if (goal !== undefined) player.seek(player.firstTick + goal);
}
