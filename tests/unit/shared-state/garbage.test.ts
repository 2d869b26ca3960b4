import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const PROGRAM = fileURLToPath(new URL("../../../bench/simulation/step-world.ts", import.meta.url));
/** A young generation of 256 MB, so that no collection runs while bytes are counted. */
const NODE_ARGS = ["--expose-gc", "--min-semi-space-size=256", "--max-semi-space-size=256"];
/** About 60 bytes remain: events, and fractional numbers that are passed between functions. */
const MOST_BYTES = 100;

test("shots, hits and spawns of a fighting crowd leave less than 100 bytes of garbage per body and tick", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [...NODE_ARGS, PROGRAM, "100", "plain", "0.6"]);
  const { shots, bytesPerBodyAndTick } = JSON.parse(stdout) as Record<"shots" | "bytesPerBodyAndTick", number>;
  expect(shots).toBeGreaterThan(80);
  expect(bytesPerBodyAndTick).toBeGreaterThan(0);
  expect(bytesPerBodyAndTick).toBeLessThan(MOST_BYTES);
});
