import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const PROGRAM = fileURLToPath(new URL("record-match.ts", import.meta.url));

interface Recording {
  readonly frames: number;
  /** Hash of all frames that a client was sent. */
  readonly hash: string;
}

/** Plays a match in a process of its own, because libraries keep random bytes for later. */
async function record(seed: number): Promise<Recording> {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, String(seed), "4"]);
  return JSON.parse(stdout) as Recording;
}

test("the same seed sends the same bytes, and another seed sends other bytes", { timeout: 120_000 }, async () => {
  const first = await record(3);
  expect(first.frames).toBeGreaterThan(100);
  expect(await record(3)).toEqual(first);
  expect((await record(4)).hash).not.toBe(first.hash);
});
