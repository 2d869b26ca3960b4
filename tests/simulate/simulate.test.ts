import { OptionError } from "@fray/bot-client/internal/command-line";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";

import { expectReplaysOfFailure } from "../support/planted-failure.ts";
import { ALL_FAULT_NAMES } from "./faults/names.ts";
import { parseOptions } from "./options.ts";
import { partOf, planLife } from "./plan.ts";
import { runInProcess } from "./run-process.ts";
import { shrink } from "./shrink.ts";
import { runLife } from "./simulate.ts";
import { streamOf } from "./stream.ts";

/** A life takes seconds alone, and longer beside other work. */
const LIMIT_MS = 180_000;

test.for([
  [["--seed", "one"], "--seed one: must be a whole number from 0 to 4294967295"],
  [["--seed", "4294967296"], "--seed 4294967296: must be a whole number"],
  [["--hours", "0"], "--hours 0: must be a number above 0"],
  [["--hours", "many"], "--hours many: must be a number above 0"],
  [["--faults", "latency,gremlins"], '--faults latency,gremlins: knows no fault "gremlins"'],
  [["--lives", "0.5"], "--lives 0.5: must be a whole number above 0"],
  [["--only", "a1,B2"], "--only a1,B2: must be parts of a life"],
  [["--frobnicate"], "Unknown option '--frobnicate'"],
] as const)("%o is refused in one line", ([args, message]) => {
  const refusal = refusalOf(args);
  expect(refusal).toBeInstanceOf(OptionError);
  expect(String(refusal).split("\n")).toEqual([expect.stringContaining(message)]);
});

function refusalOf(args: readonly string[]): unknown {
  try {
    return parseOptions(args);
  } catch (error) {
    return error;
  }
}

test("a refused command line ends the program with that line and exit code 1", () => {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, "--hours", "0"]);
  expect(status).toBe(1);
  expect(stdout.toString()).toBe("");
  expect(stderr.toString().trim().split("\n")).toEqual([expect.stringContaining("must be a number above 0")]);
});

test("a plan depends on its seed alone, and has every fault", () => {
  expect(planLife(5)).toEqual(planLife(5));
  const lives = Array.from({ length: 50 }, (_, seed) => planLife(seed));
  const names = lives.flatMap(({ faults, nodeFaults = [] }) => [faults, nodeFaults].flat().map(({ name }) => name));
  expect(new Set(names)).toEqual(new Set<string>(ALL_FAULT_NAMES));
});

test("a part of a life keeps the names of the rest", () => {
  const plan = planLife(3);
  const [actor] = plan.actors.slice(1);
  const [fault] = plan.faults.slice(1);
  const part = partOf(plan, new Set([actor?.part ?? "", fault?.part ?? ""]));
  expect(part.actors).toEqual([actor]);
  expect(part.faults).toEqual([fault]);
});

test("a kind of fault or actor draws nothing from the stream of another", () => {
  const draws = (name: string) => Array.from({ length: 4 }, streamOf(3, name));
  expect(draws("cuts")).toEqual(draws("cuts"));
  expect(draws("cuts")).not.toEqual(draws("stalls"));
  expect(streamOf(4, "cuts")()).not.toBe(streamOf(3, "cuts")());
});

describe("a failure is shrunk", () => {
  const parts = Array.from({ length: 20 }, (_, index) => `a${index}`);

  test("to the two parts that fail together", async () => {
    let runs = 0;
    const run = async (some: readonly string[]) => {
      runs++;
      return { fails: some.includes("a3") && some.includes("a17"), ms: 1 };
    };
    const { parts: few, wasCutShort } = await shrink(parts, run, { runs: 100, ms: 100 });
    expect(few.toSorted()).toEqual(["a17", "a3"]);
    expect(wasCutShort).toBe(false);
    expect(runs).toBeLessThan(100);
  });

  test("not at all when every part is needed", async () => {
    const run = async (some: readonly string[]) => ({ fails: some.length === parts.length, ms: 1 });
    expect(await shrink(parts, run, { runs: 100, ms: 100 })).toEqual({ parts, wasCutShort: false });
  });

  test.for([
    ["runs", { runs: 3, ms: 1000 }],
    ["virtual time", { runs: 1000, ms: 25 }],
  ] as const)("as far as its limit of %s allows, and says so", async ([, limits]) => {
    let runs = 0;
    const run = async (some: readonly string[]) => {
      runs++;
      return { fails: some.includes("a3"), ms: 10 };
    };
    const { parts: few, wasCutShort } = await shrink(parts, run, limits);
    expect(wasCutShort).toBe(true);
    expect(runs).toBe(3);
    expect(few).toContain("a3");
    expect(few.length).toBeLessThan(parts.length);
  });
});

test("a process that ends early is a failure in one line, with its cause", async () => {
  const folder = mkdtempSync(join(tmpdir(), "fray-life-"));
  try {
    writeFileSync(join(folder, "life.ts"), 'throw new RangeError("out of luck");');
    const { failure } = await runInProcess(planLife(1), pathToFileURL(`${folder}/`));
    expect(failure).toMatchObject({
      invariant: "survives",
      reason: expect.stringContaining("RangeError: out of luck"),
    });
    expect(failure?.reason).not.toContain("\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test(
  "a failed life leaves the replays of its rounds up to the failure, and is the same as without them",
  { timeout: LIMIT_MS },
  async () => {
    rmSync(await expectReplaysOfFailure(3, /^(?:person|bot)[01]$/), { recursive: true });
  },
);

test("a server that crashes starts again in the same life, with its rounds", { timeout: LIMIT_MS }, async () => {
  const only = ["person0", "person1", "person2", "bot0", "bot1", "crash0"];
  const { failure, counts } = await runLife({ seed: 204, faults: ["crash"], only });
  expect(failure).toBeUndefined();
  expect(counts["crashes"]).toBe(1);
  expect(counts["rounds stored"]).toBeGreaterThan(0);
});
