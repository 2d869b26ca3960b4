import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

import { fuzzDecoders } from "../fuzz/in-process.ts";
import { fuzzReplayFiles } from "../fuzz/replay-files.ts";
import { fuzzSockets } from "../fuzz/sockets.ts";
import { findFaults } from "../fuzz/verdict.ts";

const SEED = 20_261_129;

describe("the short form of `npm run fuzz`", () => {
  test("20,000 mutated frames cause no decoder errors, and hardly any log lines", async () => {
    const result = await fuzzDecoders(20_000, SEED);
    expect(findFaults(result, [])).toEqual([]);
    expect(result).toMatchObject({ frames: 20_000, exceptions: 0, complaints: 0, undecodable: 0 });
    // It is no fuzz when nothing gets through, or everything.
    expect(result.decoded).toBeGreaterThan(2000);
    expect(result.refused).toBeGreaterThan(2000);
    expect(result.logBytes).toBeLessThan(20_000);
  });

  test("300 of them over sockets do not affect honest clients in the same rooms", { timeout: 120_000 }, async () => {
    const results = await fuzzSockets({ frames: 300, seed: SEED });
    expect(results.map(({ target, sent }) => [target, sent])).toEqual([
      ["small room", 100],
      ["large room", 100],
      ["lobby", 100],
    ]);
    for (const { ended } of results) expect(ended).toBeGreaterThan(5);
    expect(findFaults(await fuzzDecoders(0, SEED), results)).toEqual([]);
  });

  test("20,000 replay files get a sentence or are played, in bounded time and memory", { timeout: 600_000 }, () => {
    const { faults, played, refused, sentences, largestBytes } = fuzzReplayFiles(20_000, SEED);
    expect(faults).toEqual([]);
    expect(played).toBeGreaterThan(2000);
    expect(refused).toBeGreaterThan(2000);
    expect(sentences).toBeGreaterThan(10);
    // Some say that they become nearly as large as they may.
    expect(largestBytes).toBeGreaterThan(8_000_000);
  });
});

test.for([
  [["--seed", "-1"], "--seed"],
  [["--frames", "many"], "--frames many: must be a whole number"],
  [["--socket-frames", "1e9"], "--socket-frames 1e9: must be a whole number"],
  [["--frobnicate"], "Unknown option '--frobnicate'"],
] as const)("%o gets one line and exit code 1", ([args, message]) => {
  const main = fileURLToPath(new URL("../fuzz/main.ts", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args]);
  expect(status).toBe(1);
  expect(stdout.toString()).toBe("");
  expect(stderr.toString().trim().split("\n")).toEqual([expect.stringContaining(message)]);
});
