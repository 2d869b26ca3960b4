import { noCounts, type ProgramRecord } from "@fray/bot-client/internal/exec/counts";
import type { Seating } from "@fray/bot-client/internal/ladder/entrant";
import { LADDER_PATIENCE, type PatienceLimits } from "@fray/bot-client/internal/ladder/patience";
import { PatientProgram } from "@fray/bot-client/internal/ladder/patient-program";
import { systemRuntime } from "@fray/netcode/core";
import { afterEach, expect, test } from "vitest";

import { loadMap } from "../support/maps.ts";

const ROUND: Seating = { arena: loadMap("kiln"), dt: 1 / 30, seconds: 10, round: 1, rounds: 1, seed: 1 };
/** Used up soon by a program that sleeps, and enough to start. */
const SHORT = { bankMs: 1000, perAnswerMs: 100 };

/** A Python program whose `answer(tick)` prints the answer to a step and flushes it. */
const PYTHON = `import json, sys, time
def answer(tick): print(json.dumps({"tick": tick, "moveX": 1}), flush=True)
for line in sys.stdin:
    message = json.loads(line)
    if message["type"] == "hello": continue
    tick = message["tick"]
`;

const programs: PatientProgram<number>[] = [];
afterEach(async () => {
  for (const program of programs.splice(0)) await program.stop();
});

function start(
  code: string,
  limits: PatienceLimits = SHORT,
): { program: PatientProgram<number>; record: ProgramRecord } {
  const record = noCounts();
  const wire = {
    command: { file: "python3", args: ["-c", PYTHON + code] },
    greet: () => ({ type: "hello" }),
    observe: (_: number, tick: number) => ({ type: "observation", tick }),
  };
  const program = new PatientProgram<number>(systemRuntime, wire, record, { said: () => {}, cpuSeconds: 60 });
  program.begin(ROUND, limits);
  programs.push(program);
  return { program, record };
}

/** Asks for so many steps; returns in which of them it did something, counted from 1. */
async function play(program: PatientProgram<number>, steps: number): Promise<number[]> {
  const acted: number[] = [];
  for (let step = 1; step <= steps; step++) if ((await program.ask(step)).moveX === 1) acted.push(step);
  return acted;
}

const from = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

test("the ladder waits for a step of 1.2 s of wall-clock time", async () => {
  const { program, record } = start(`    if tick == 5: time.sleep(1.2)\n    answer(tick)`, LADDER_PATIENCE);
  expect(await play(program, 20)).toEqual(from(1, 20));
  expect(record).toEqual(noCounts());
});

test("a step that takes more than the bank holds is missed, and the program continues", async () => {
  const { program, record } = start(`    if tick == 5: time.sleep(1.5)\n    answer(tick)`);
  const acted = await play(program, 300);
  expect(acted.slice(0, 4)).toEqual(from(1, 4));
  expect(acted).not.toContain(5);
  expect(acted.slice(-100)).toEqual(from(201, 300));
  expect(record.idle).toBe(300 - acted.length);
  expect(record.late).toBe(record.idle);
  expect(record).toMatchObject({ broken: 0, out: 0 });
  expect(record.firstError).toContain("round 1, step 5: no answer in time");
});

test("a program that needs time in every step earns it with its answers", async () => {
  const { program, record } = start(`    time.sleep(0.06)\n    answer(tick)`);
  expect(await play(program, 40)).toEqual(from(1, 40));
  expect(record).toEqual(noCounts());
});

test("a malformed line is counted, and the program continues", async () => {
  const { program, record } = start(
    `    print("{'tick': 5}" if tick == 5 else "", flush=True)\n    tick != 5 and answer(tick)`,
  );
  expect(await play(program, 20)).toEqual([...from(1, 4), ...from(6, 20)]);
  expect(record).toMatchObject({ idle: 1, broken: 20, late: 0, out: 0 });
  expect(record.firstError).toBe("round 1, step 1: no JSON: ");
});

test("a program that forgets to flush once misses that step, and continues", async () => {
  const { program, record } = start(`    print(json.dumps({"tick": tick, "moveX": 1}), flush=tick != 5)`);
  expect(await play(program, 20)).toEqual([...from(1, 4), ...from(6, 20)]);
  expect(record).toMatchObject({ idle: 1, late: 1, broken: 0, out: 0 });
});

test("a program that never flushes is not ended: its answers are late, and it is told why", async () => {
  const { program, record } = start(`    print(json.dumps({"tick": tick, "moveX": 1, "x": "x" * 500}))`);
  const acted = await play(program, 64);
  expect(record.late).toBeGreaterThan(30);
  expect(record).toMatchObject({ idle: 64 - acted.length, out: 0 });
  expect(record.firstError).toContain("does it flush after each line?");
});

test("a second answer to a step, or one to a step that was not asked, is ignored", async () => {
  const { program, record } = start(`    answer(tick)\n    answer(tick)\n    answer(tick + 1)`);
  expect(await play(program, 10)).toEqual(from(1, 10));
  expect(record.broken).toBeGreaterThanOrEqual(10);
});

test("an error that a program reports counts as its answer for the step", async () => {
  const { program, record } = start(
    `    print(json.dumps({"tick": tick, "error": "\\x1b[2JKeyError: 'hill'"}), flush=True)`,
  );
  expect(await play(program, 10)).toEqual([]);
  expect(record).toMatchObject({ idle: 10, broken: 10 });
  expect(record.firstError).toBe("round 1, step 1: KeyError: 'hill'");
});

test("a program that ends stands still for the rest of the round, with its own error as the reason", async () => {
  const { program, record } = start(`    answer(tick)\n    if tick == 5: message["hill"]`);
  expect(await play(program, 20)).toEqual(from(1, 5));
  expect(record).toMatchObject({ idle: 15, out: 1 });
  expect(record.firstError).toContain("ended with code 1: KeyError: 'hill'");
});

test("a program that answers none of 900 steps in a row is ended", async () => {
  const { program, record } = start(`    pass`, { bankMs: 100, perAnswerMs: 10 });
  expect(await play(program, 910)).toEqual([]);
  expect(record).toMatchObject({ idle: 910, out: 1 });
  expect(program.keepsUp).toBe(false);
});
