import { expect, test } from "vitest";

import type { ActorPlan, Plan } from "./plan.ts";
import { runInProcess } from "./run-process.ts";

/** A life takes seconds alone, and longer beside other work. */
const LIMIT_MS = 180_000;
/** Longer than people take to come back from a dead node. */
const LIFE_MS = 68_000;

test("two nodes: one dies and comes back", { timeout: LIMIT_MS }, async () => {
  const actor = (kind: ActorPlan["kind"], index: number, room: number): ActorPlan => ({
    part: `a${index}`,
    kind,
    room,
    seed: index + 5,
    joinsAt: index * 300,
    leavesAt: LIFE_MS,
    line: { roundTripMs: 20 },
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
  const { failure, counts, roomMs } = await runInProcess(plan);
  expect(failure).toBeUndefined();
  expect(counts).toMatchObject({ "nodes lost": 1 });
  // Whoever was at the dead node has found another.
  expect(roomMs).toBeGreaterThan(LIFE_MS * 1.1);
});

// The first is lived twice: the same seed gives the same life.
test.for([
  ["crashes", 0.1, 0, true],
  ["vanishes", 0.9, 0, false],
] as const)(
  "two nodes: one %s, and its people are at the other within seconds",
  { timeout: LIMIT_MS },
  async ([, size, node, isRepeated]) => {
    const actor = (kind: ActorPlan["kind"], index: number, room: number): ActorPlan => ({
      part: `a${index}`,
      kind,
      room,
      seed: index + 5,
      joinsAt: index * 300,
      leavesAt: 60_000,
      line: { roundTripMs: 20 },
    });
    const plan: Plan = {
      seed: 1,
      ms: 22_000,
      serverArgs: ["--map=duel", "--warmup-seconds=0"],
      rooms: [{ mode: "ffa" }, { mode: "ffa" }],
      actors: [actor("person", 0, 0), actor("person", 1, 1), actor("person", 2, 0), actor("lobby", 3, 0)],
      faults: [],
      nodeFaults: [{ part: "n0", name: "node-loss", at: 8000, ms: 20_000, node, size, comesBack: false }],
    };
    const [{ failure, counts, hash }, again] = await Promise.all([
      runInProcess(plan),
      isRepeated && runInProcess(plan),
    ]);
    expect(failure).toBeUndefined();
    expect(counts).toMatchObject({ "nodes lost": 1 });
    if (again) expect(again.hash).toBe(hash);
  },
);
