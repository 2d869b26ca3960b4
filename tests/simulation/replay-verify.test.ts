import { systemRuntime } from "@fray/netcode/core";
import { runReplayCommand } from "@fray/server/internal/replays/run-command";
import { systemDisk } from "@fray/server/internal/storage/disk";
import { CHUNK, encodeChunk, ENVELOPE_BYTES, readChunks } from "@fray/shared-state/replay/chunks";
import { decodeKeyframe, encodeKeyframe } from "@fray/shared-state/replay/segment";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { bundleRules } from "../../build/bundle-rules.ts";
import { recordHeadless } from "../support/record-headless.ts";
import { TOOLS } from "../support/replays.ts";

const folder = mkdtempSync(join(tmpdir(), "fray-verify-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...words: readonly string[]) =>
  runReplayCommand([...words, "--data-dir", folder], { disk: systemDisk, runtime: systemRuntime });

let rules: string;
beforeAll(async () => {
  const { code, hash } = await bundleRules();
  expect(createHash("sha256").update(code).digest("hex")).toBe(hash);
  mkdirSync(join(folder, "rules"));
  writeFileSync(join(folder, "rules", `${hash}.js`), code);
  rules = hash;
});

/** Puts a round of so many bots into a file. `change` may change its chunks. */
function fileOf(bots: number, change: (type: number, data: Uint8Array) => Uint8Array): string {
  const { file } = recordHeadless({ map: "duel", mode: "ffa", bots, seconds: 12, header: { rules } }).recording;
  const parts = readChunks(file, ENVELOPE_BYTES).chunks.map(({ type, data }) => encodeChunk(type, change(type, data)));
  const path = join(folder, `${bots}.fray`);
  writeFileSync(path, Buffer.concat([file.subarray(0, ENVELOPE_BYTES), ...parts]));
  return path;
}

/** Changes the generator of the first keyframe, which lies behind the tick. */
function otherGenerator(type: number, data: Uint8Array): Uint8Array {
  if (type !== CHUNK.keyframe || data[0] !== 0) return data;
  const state = decodeKeyframe(data, undefined);
  state[4] = (state[4] ?? 0) ^ 1;
  return encodeKeyframe(state, undefined, TOOLS.deflate);
}

describe("npm run replay -- verify", () => {
  test.each([
    [8, /^It first differs from the recorded round at tick \d+; at tick \d+ it was equal\.$/],
    [
      2,
      /at tick \d+ it was equal\. With 4 bits of hash per tick, an earlier tick of the same second is possible in 1 of 16 cases\.$/,
    ],
    [1, /With 1 bit of hash per tick, an earlier tick of the same second is possible in 1 of 2 cases\.$/],
  ])("says of a round of %i bodies at which tick it differs, and how sure that is", async (bots, sentence) => {
    const { lines, isDone } = await run("verify", fileOf(bots, otherGenerator));
    expect(lines[0]).toMatch(sentence);
    // It was changed, so it is not what was signed either.
    expect(lines[1]).toMatch(/^Second 0 is not as the server signed it/);
    expect(isDone).toBe(false);
  });

  test("gives the same as JSON", async () => {
    const { lines } = await run("verify", fileOf(2, otherGenerator), "--json");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ difference: { hashBits: 4 }, signatures: { signedSeconds: 0 } });
  });

  test("says that a round is equal, and that all of it is signed", async () => {
    const { lines, isDone } = await run(
      "verify",
      fileOf(3, (_, data) => data),
    );
    expect(lines[0]).toBe("Played 360 ticks to the same state in each of 12 seconds.");
    expect(lines[1]).toMatch(/^12 seconds are signed/);
    expect(isDone).toBe(true);
  });

  test("of a part is right, and says with which tick the part begins", async () => {
    const { file } = recordHeadless({ map: "duel", mode: "ffa", bots: 5, seconds: 32, header: { rules } }).recording;
    const [whole, part] = [join(folder, "whole.fray"), join(folder, "part.fray")];
    writeFileSync(whole, file);
    const { lines } = await run("trim", whole, "--from", "12", "--to", "18", "--out", part, "--json");
    const { firstTick } = JSON.parse((await run("info", whole, "--json")).lines[0] ?? "") as { firstTick: number };
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ out: part, firstTick: firstTick + 300, seconds: 10 });
    const verdict = await run("verify", part);
    expect(verdict.lines[0]).toBe("Played 300 ticks to the same state in each of 10 seconds.");
    expect(verdict.lines[1]).toMatch(/^10 seconds are signed/);
    expect(verdict.isDone).toBe(true);
    const events = JSON.parse((await run("events", part, "--json")).lines[0] ?? "") as { tick: number }[];
    for (const { tick } of events) expect(tick).toBeGreaterThanOrEqual(firstTick + 300);
  });

  test("names the second of a flipped byte, wherever in its contents that is", async () => {
    let at = 0;
    const starts: number[] = [];
    const path = fileOf(2, (type, data) => {
      if (type !== CHUNK.segment || starts.length > 0) return data;
      // Count, a checksum for each second, their lengths, and then they themselves.
      const count = data[0] ?? 0;
      let place = 1 + count;
      const lengths = Array.from({ length: count }, () => {
        let length = 0;
        for (let shift = 0; ; shift += 7) {
          const byte = data[place++] ?? 0;
          length |= (byte & 0x7f) << shift;
          if (byte < 0x80) return length;
        }
      });
      for (const length of lengths) {
        starts.push(place);
        place += length;
      }
      const flipped = Uint8Array.from(data);
      at = (starts[7] ?? 0) + 20;
      flipped[at] = (flipped[at] ?? 0) ^ 0x40;
      return flipped;
    });
    await expect(run("verify", path)).rejects.toThrow("This replay is damaged at second 7.");
  });
});
