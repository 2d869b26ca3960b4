import { HELP, OptionError } from "@fray/bot-client/command-line";

import { helpText, parseOptions, type SimulateOptions } from "./options.ts";
import { partOf, partsOf, planLife } from "./plan.ts";
import { runInProcess } from "./run-process.ts";

const HOUR_MS = 3_600_000;
const { hours, seed, faults, lives, only } = read();
let roomMs = 0;
let count = 0;
const limit = lives ?? Infinity;
while (count < limit && (lives !== undefined || roomMs < hours * HOUR_MS)) {
  const plan = planLife(seed + count++);
  const allowed = new Set(
    partsOf(plan).filter((part) => {
      const fault = plan.faults.find((each) => each.part === part);
      return (!fault || faults.includes(fault.name)) && (only.length === 0 || only.includes(part));
    }),
  );
  const part = partOf(plan, allowed);
  const verdict = await runInProcess(part);
  roomMs += verdict.roomMs;
  console.log(plan.seed, verdict.hash, (verdict.ms / verdict.wallMs).toFixed(1), JSON.stringify(verdict.failure), JSON.stringify(verdict.counts), part.actors.length);
}

/** Returns the options, or prints one line and exits with code 1. */
function read(): SimulateOptions {
  try {
    const options = parseOptions(process.argv.slice(2));
    if (options !== HELP) return options;
    console.log(helpText());
    process.exit(0);
  } catch (error) {
    console.error(error instanceof OptionError ? error.message : error);
    process.exit(1);
  }
}
