import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

import { ALL_FAULT_NAMES } from "./faults/names.ts";
import { partOf, planLife, type ActorPlan, type Plan } from "./plan.ts";
import { REGRESSIONS } from "./regressions.ts";
import { runInProcess } from "./run-process.ts";
import { shrink } from "./shrink.ts";
import { runLife } from "./simulate.ts";

/** A life takes seconds alone, and longer beside other work. */
const LIMIT_MS = 180_000;
/** Longer than people take to come back from a dead node. */
const LIFE_MS = 68_000;

test.for([
  [["--seed", "one"], "--seed one: must be a whole number from 0 to 4294967295"],
  [["--seed", "4294967296"], "--seed 4294967296: must be a whole number"],
  [["--hours", "0"], "--hours 0: must be a number above 0"],
  [["--hours", "many"], "--hours many: must be a number above 0"],
  [["--faults", "latency,gremlins"], '--faults latency,gremlins: knows no fault "gremlins"'],
  [["--lives", "0.5"], "--lives 0.5: must be a whole number above 0"],
  [["--only", "a1,b2"], "--only a1,b2: must be parts of a life"],
  [["--frobnicate"], "Unknown option '--frobnicate'"],
] as const)("%o gets one line and exit code 1", ([args, message]) => {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args]);
  expect(status).toBe(1);
  expect(stdout.toString()).toBe("");
  expect(stderr.toString().trim().split("\n")).toEqual([expect.stringContaining(message)]);
});

test("a plan depends on its seed alone, and has every fault", () => {
  expect(planLife(5)).toEqual(planLife(5));
  const lives = Array.from({ length: 50 }, (_, seed) => planLife(seed));
  const names = lives.flatMap(({ faults, nodeFaults = [] }) => [faults, nodeFaults].flat().map(({ name }) => name));
  expect(new Set(names)).toEqual(new Set<string>(ALL_FAULT_NAMES));
});

test("a part of a life keeps the names of the rest", () => {
  const plan = planLife(3);
  const part = partOf(plan, new Set(["a1", "f0"]));
  expect(part.actors).toEqual([plan.actors[1]]);
  expect(part.faults).toEqual([plan.faults[0]]);
});

describe("a failure is shrunk", () => {
  const parts = Array.from({ length: 20 }, (_, index) => `a${index}`);

  test("to the two parts that fail together", async () => {
    let runs = 0;
    const few = await shrink(parts, async (some) => {
      runs++;
      return some.includes("a3") && some.includes("a17");
    });
    expect(few.toSorted()).toEqual(["a17", "a3"]);
    expect(runs).toBeLessThan(100);
  });

  test("not at all when every part is needed", async () => {
    expect(await shrink(parts, async (some) => some.length === parts.length)).toEqual(parts);
  });
});

test("two nodes: one dies and comes back, and the same seed gives the same life", { timeout: LIMIT_MS }, async () => {
  const actor = (kind: ActorPlan["kind"], index: number, room: number): ActorPlan => ({
    part: `a${index}`,
    kind,
    room,
    seed: index + 5,
    joinsAt: index * 300,
    leavesAt: LIFE_MS,
    roundTripMs: 20,
  });
  const plan: Plan = {
    seed: 1,
    ms: LIFE_MS,
    serverArgs: ["--map=duel", "--warmup-seconds=0"],
    rooms: [{ mode: "ffa" }, { mode: "ffa" }],
    actors: [actor("person", 0, 0), actor("person", 1, 1), actor("lobby", 2, 0)],
    faults: [],
    // Its machine is silent for longer than clients try to come back.
    nodeFaults: [{ part: "n0", name: "node-loss", at: 5000, ms: 20_000, node: 0, size: 0.9, comesBack: true }],
  };
  const [{ failure, counts, roomMs, hash }, again] = await Promise.all([runInProcess(plan), runInProcess(plan)]);
  expect(failure).toBeUndefined();
  expect(counts).toMatchObject({ "nodes lost": 1 });
  // Whoever was at the dead node has found another.
  expect(roomMs).toBeGreaterThan(LIFE_MS * 1.1);
  expect(again.hash).toBe(hash);
});

describe("lives that failed once do not fail again", () => {
  test.for(REGRESSIONS)("seed $seed with $only: $was", { timeout: LIMIT_MS }, async ({ seed, only }) => {
    const { failure, roomMs } = await runLife({ seed, faults: ALL_FAULT_NAMES, only });
    expect(failure).toBeUndefined();
    expect(roomMs).toBeGreaterThan(0);
  });
});
