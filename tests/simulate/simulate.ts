import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { bundleRules } from "../../build/bundle-rules.ts";
import type { AnyFaultName } from "./faults/names.ts";
import { partOf, partsOf, planLife, type Plan } from "./plan.ts";
import { runInProcess } from "./run-process.ts";
import { shrink, type Shrunk } from "./shrink.ts";
import type { Failure, RecordPlan, Verdict } from "./verdict.ts";

/** A life of twenty parts needs about sixty runs. */
const SHRINK_LIMITS = { runs: 80, ms: 2 * 3_600_000 };

export interface LifeOptions {
  readonly seed: number;
  readonly faults: readonly AnyFaultName[];
  /** The parts that take part; all when it is empty. */
  readonly only?: readonly string[];
}

/** A life that failed, with the fewest parts that fail the same way. */
export interface Finding extends Failure, Shrunk {
  readonly seed: number;
}

/** Returns the parts of a life that take part under these options. */
export function chooseParts(plan: Plan, { faults, only = [] }: LifeOptions): string[] {
  const all = [...plan.faults, ...(plan.nodeFaults ?? [])];
  const names = new Map<string, AnyFaultName>(all.map(({ part, name }) => [part, name]));
  return partsOf(plan).filter((part) => {
    const name = names.get(part);
    return (name === undefined || faults.includes(name)) && (only.length === 0 || only.includes(part));
  });
}

/** Runs one life. The same options give the same verdict, also with `record`. */
export function runLife(options: LifeOptions, record?: RecordPlan): Promise<Verdict> {
  const plan = planLife(options.seed);
  return runInProcess(partOf(plan, new Set(chooseParts(plan, options))), undefined, record);
}

/**
 * Runs a failed life once more and saves the rounds that were played when it failed, by the rules of these sources. Returns
 * the files.
 */
export async function saveReplays(options: LifeOptions, folder: string): Promise<readonly string[]> {
  const { code, hash } = await bundleRules();
  mkdirSync(join(folder, "rules"), { recursive: true });
  writeFileSync(join(folder, "rules", `${hash}.js`), code);
  const { replays = [] } = await runLife(options, { folder, rules: hash });
  return replays;
}

/** Finds the fewest parts of a failed life that still break the same invariant. */
export async function shrinkLife(options: LifeOptions, failure: Failure): Promise<Finding> {
  let smallest = failure;
  const run = async (only: readonly string[]) => {
    const verdict = await runLife({ ...options, only });
    const fails = verdict.failure?.invariant === failure.invariant;
    if (fails && verdict.failure) smallest = verdict.failure;
    return { fails, ms: verdict.ms };
  };
  const shrunk = await shrink(chooseParts(planLife(options.seed), options), run, SHRINK_LIMITS);
  return { ...smallest, ...shrunk, seed: options.seed };
}
