import { createRandom } from "@fray/netcode/core";
import type * as inflation from "@fray/shared-state/replay/inflate";
import { MAX_KEYFRAME_BYTES, MAX_MAP_BYTES, MAX_SEGMENT_BYTES } from "@fray/shared-state/replay/limits";
import { ReplayError } from "@fray/shared-state/replay/replay-error";
import { ReplayFile } from "@fray/shared-state/replay/replay-file";
import { ReplayPlayer } from "@fray/shared-state/replay/replay-player";
import { expect, test, vi } from "vitest";

import { boast, damage } from "../support/damaged-files.ts";
import { recordHeadless } from "../support/record-headless.ts";

const FILES = 100_000;
/** Share of the files that say they become large. */
const BOASTS = 0.2;
const PLAYED_TICKS = 10;
/** One file in so many is also sought through, which takes most of the time. */
const SEEK_EVERY = 20;
/** A file of two segments is opened, played and sought: its map, and each keyframe and segment a few times. */
const MOST_BYTES = MAX_MAP_BYTES + 8 * (MAX_KEYFRAME_BYTES + MAX_SEGMENT_BYTES);

/** What the parts of the present file said that they become, in bytes: so much is allocated for them. */
const claims: number[] = [];
vi.mock("@fray/shared-state/replay/inflate", async (importOriginal) => {
  const original = await importOriginal<typeof inflation>();
  return {
    ...original,
    inflate: (...[data, length, dictionary]: Parameters<typeof original.inflate>) => {
      claims.push(length);
      return original.inflate(data, length, dictionary);
    },
  };
});

test(
  `${FILES} damaged, cut and hostile files get a sentence or are played, in bounded time and memory`,
  {
    timeout: 1_800_000,
  },
  () => {
    const { file } = recordHeadless({ map: "duel", mode: "ffa", bots: 3, seconds: 12 }).recording;
    const random = createRandom(20_261_130);
    const sentences = new Set<string>();
    let played = 0;
    let slowestMs = 0;
    let largest = 0;
    let most = 0;
    for (let count = 0; count < FILES; count++) {
      const bytes = random() < BOASTS ? boast(file, random) : damage(file, random);
      claims.length = 0;
      const before = process.cpuUsage();
      try {
        const player = new ReplayPlayer(ReplayFile.read(bytes));
        for (let tick = 0; tick < PLAYED_TICKS && player.step(); tick++);
        if (count % SEEK_EVERY === 0) player.seek(player.firstTick + Math.floor(random() * 400));
        played++;
      } catch (error) {
        if (!(error instanceof ReplayError)) throw error;
        sentences.add(error.message);
      }
      const { user, system } = process.cpuUsage(before);
      slowestMs = Math.max(slowestMs, (user + system) / 1000);
      largest = Math.max(largest, ...claims);
      most = Math.max(
        most,
        claims.reduce((sum, length) => sum + length, 0),
      );
    }
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z][^]*\.$/);
    expect(played).toBeGreaterThan(FILES / 100);
    expect(sentences.size).toBeGreaterThan(10);
    expect(slowestMs).toBeLessThan(5000);
    // What a file says of its size is checked before so much is allocated.
    expect(largest).toBeGreaterThan(1_000_000);
    expect(largest).toBeLessThanOrEqual(Math.max(MAX_MAP_BYTES, MAX_KEYFRAME_BYTES, MAX_SEGMENT_BYTES));
    expect(most).toBeLessThanOrEqual(MOST_BYTES);
  },
);
