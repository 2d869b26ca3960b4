import { LEARNED } from "@fray/shared-state/internal/replay/coding/learned";
import { MAX_SECONDS } from "@fray/shared-state/internal/replay/limits";
import { SECOND_MODELS } from "@fray/shared-state/internal/replay/second-coder";
import { SecondWriter } from "@fray/shared-state/internal/replay/second-writer";
import { encodeKeyframe, encodeSegment, type Second } from "@fray/shared-state/internal/replay/segment";
import { CHUNK, encodeChunk, ENVELOPE_BYTES, readChunks, type Chunk } from "@fray/shared-state/replay/chunks";
import { ReplayError } from "@fray/shared-state/replay/replay-error";
import { ReplayFile } from "@fray/shared-state/replay/replay-file";
import { ReplayPlayer } from "@fray/shared-state/replay/replay-player";
import { beforeAll, describe, expect, test } from "vitest";

import { recordHeadless } from "../../../support/record-headless.ts";
import { TOOLS } from "../../../support/replays.ts";

/** What a hostile file makes its reader do is bounded by the format, whoever reads it. */
describe("a file that asks for more work than a recording makes", () => {
  let file: Uint8Array;
  let head: Chunk[];
  let state: Uint8Array;
  beforeAll(() => {
    ({ file } = recordHeadless({ map: "duel", mode: "ffa", bots: 2, seconds: 4 }).recording);
    head = readChunks(file, ENVELOPE_BYTES).chunks.filter(({ type }) => type <= CHUNK.name);
    state = ReplayFile.read(file).keyframe(0);
  });

  const fileOf = (...parts: readonly Uint8Array[]): Uint8Array =>
    Buffer.concat([
      file.subarray(0, ENVELOPE_BYTES),
      ...head.map(({ type, data }) => encodeChunk(type, data)),
      ...parts,
      encodeChunk(CHUNK.end),
    ]);

  const segmentOf = (seconds: readonly Second[], before?: Uint8Array): Uint8Array =>
    Buffer.concat([
      encodeChunk(CHUNK.keyframe, encodeKeyframe(state, before, TOOLS.deflate)),
      encodeChunk(CHUNK.segment, encodeSegment(seconds)),
    ]);

  /** A second of so many ticks in which nobody acts. */
  function idle(ticks: number): Second {
    const writer = new SecondWriter();
    writer.begin(0);
    for (let left = ticks; left > 0; left--) writer.step(0, []);
    return writer.take();
  }

  const play = (bytes: Uint8Array): number => {
    const player = new ReplayPlayer(ReplayFile.read(bytes));
    let ticks = 0;
    while (player.step()) ticks++;
    return ticks;
  };

  const seconds = (count: number, ticks = 30): Second[] => Array.from({ length: count }, () => idle(ticks));

  test("plays as far as a recorder could have made it", () => {
    // Each second was coded by itself, so only the first of a segment can be read.
    expect(play(fileOf(segmentOf(seconds(1))))).toBe(30);
  });

  test.each([
    ["keyframes each second", 1, "This replay has a keyframe at second 0 and the next one 1 s later."],
    ["keyframes without a second", 0, "This replay has a keyframe at second 0 and the next one 0 s later."],
    ["a segment of 11 seconds", 11, "This replay has a keyframe at second 0 and the next one 11 s later."],
  ])("with %s is refused", (_, length, sentence) => {
    const one = segmentOf(seconds(length));
    expect(() => play(fileOf(...Array.from({ length: 1000 }, () => one)))).toThrow(new ReplayError(sentence));
  });

  test("with a chain of keyframes is refused: to read the last one would mean to read all", () => {
    const next = segmentOf(seconds(5), state);
    const chain = Array.from({ length: 1000 }, () => next);
    expect(() => play(fileOf(segmentOf(seconds(5)), ...chain))).toThrow(
      new ReplayError("This replay has more than 8 keyframes in a row at second 40."),
    );
  });

  test("that is longer than a recording may be is refused", () => {
    const one = segmentOf(seconds(10));
    const many = Array.from({ length: MAX_SECONDS / 10 + 1 }, () => one);
    expect(() => play(fileOf(...many))).toThrow(new ReplayError("This replay is longer than 4 hours."));
  });

  test("with more ticks in a second than its tick rate is refused", () => {
    expect(() => play(fileOf(segmentOf(seconds(1, 31))))).toThrow(/a second of this replay has more ticks/);
  });

  test("with fewer ticks in a second that is not the last is refused", () => {
    const writer = new SecondWriter();
    const short = Array.from({ length: 5 }, () => {
      writer.begin(0);
      writer.step(0, []);
      return writer.take();
    });
    expect(() => play(fileOf(segmentOf(short)))).toThrow(/a second of this replay has fewer ticks/);
  });

  test("with more bits of hash per tick than there are is refused", () => {
    // Reader and writer are the same code.
    expect(() => new SecondWriter().begin(33)).toThrow("A second of this replay has hashes of 33 bits.");
  });
});

test("every model of a second has what was learned of it: run npm run replay:models after a change of the commands", () => {
  expect(LEARNED.join("")).toHaveLength(SECOND_MODELS);
});
