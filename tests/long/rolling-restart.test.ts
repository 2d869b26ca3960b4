import { expect, test } from "vitest";

import type { FaultPlan, NodeFaultPlan, Plan } from "../simulate/plan.ts";
import { runInProcess } from "../simulate/run-process.ts";

/** A life takes seconds alone, and longer beside other work. */
const LIMIT_MS = 600_000;

test(
  "two nodes restart one after the other, and clients that are short of processor time keep their places",
  { timeout: LIMIT_MS },
  async () => {
    const kinds = ["person", "bot", "bot", "bot", "person", "bot", "bot"] as const;
    const actors = kinds.map((kind, index) => ({
      part: `a${index}`,
      kind,
      room: 0,
      seed: index + 5,
      joinsAt: 300 + index * 200,
      leavesAt: 60_000,
      line: { roundTripMs: 20 },
    }));
    // Attempts to return are answered after seconds, and each client is late in its own way.
    const late = (at: number, after: number): FaultPlan[] =>
      actors.flatMap(({ part }, index) => ({
        part: `s${at}-${index}`,
        name: "stalls",
        at: at + index * after,
        ms: 1500 + index * 700,
        actor: part,
        room: 0,
        size: 0,
      }));
    const drains = (part: string, at: number, node: number): NodeFaultPlan => ({
      part,
      name: "node-drains",
      at,
      ms: 1000,
      node,
      comesBack: true,
      size: 0,
    });
    const plan: Plan = {
      seed: 1,
      ms: 46_000,
      serverArgs: ["--map=kiln", "--mode=", "--warmup-seconds=0", "--idle-seconds=0"],
      rooms: [{ mode: "ffa" }],
      actors,
      // The second time some are on their way back when the room moves.
      faults: [...late(8000, 0), ...late(23_000, 300)],
      nodeFaults: [drains("n0", 8100, 0), drains("n1", 24_000, 1)],
    };
    const { failure, counts } = await runInProcess(plan);

    expect(failure).toBeUndefined();
    expect(counts).toMatchObject({ "rooms moved": 2 });
    // People kick and leave, but no place is lost by coming back late.
    expect(Object.keys(counts).filter((what) => /lost.*(?:4003|4109|too long|gone)/.test(what))).toEqual([]);
  },
);
