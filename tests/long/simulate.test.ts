import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

import found from "../simulate/mutations/found.json" with { type: "json" };
import { planLife } from "../simulate/plan.ts";
import { runInProcess } from "../simulate/run-process.ts";
import { expectReplaysOfFailure } from "../support/planted-failure.ts";

const MUTATIONS = fileURLToPath(new URL("../simulate/mutations/main.ts", import.meta.url));
const SHORT_MS = 8000;
/** A life takes seconds alone, and longer beside other work. */
const LIMIT_MS = 180_000;

test("the same seed gives the same run, and another seed another", { timeout: LIMIT_MS }, async () => {
  const short = (seed: number) => {
    const plan = planLife(seed);
    for (const actor of plan.actors) Object.assign(actor, { joinsAt: 100 });
    return runInProcess({ ...plan, ms: SHORT_MS });
  };
  const first = await short(11);
  expect(first.failure).toBeUndefined();
  expect(first.roomMs).toBeGreaterThan(SHORT_MS);
  expect((await short(11)).hash).toBe(first.hash);
  expect((await short(12)).hash).not.toBe(first.hash);
});

test.for(Object.keys(found))(
  "the simulation finds the mutation %s by its seed",
  { timeout: LIMIT_MS },
  async (name) => {
    const { stdout } = await promisify(execFile)(process.execPath, [MUTATIONS, name]);
    expect(stdout).toMatch(new RegExp(`^${name}: (?!survives)[\\w-]+, seed \\d+, tick \\d+$`, "m"));
  },
);

test(
  "a failed life of two nodes leaves the replays of its rounds up to the failure",
  { timeout: 300_000 },
  async () => {
    rmSync(await expectReplaysOfFailure(2, /^(?:person|bot|stock)\d+$/), { recursive: true });
  },
);
