import { HELP, OptionError } from "@fray/bot-client/internal/command-line";
import { execFileSync } from "node:child_process";

import { helpText, parseOptions, type SimulateOptions } from "./options.ts";
import { RunHash } from "./seen/run-hash.ts";
import { runLife, saveReplays, shrinkLife, type Finding } from "./simulate.ts";

const HOUR_MS = 3_600_000;
/** Lives in a row that may fail before their first tick. */
const MOST_TIMELESS = 3;

const { hours, seed, faults, lives, only, shrink, replays: folder } = read();
const total = { lives: 0, roomMs: 0, wallMs: 0, findings: 0 };
const hash = new RunHash();
let timeless = 0;
while (lives === undefined ? total.roomMs < hours * HOUR_MS : total.lives < lives) {
  const options = { seed: seed + total.lives++, faults, only };
  const verdict = await runLife(options);
  total.roomMs += verdict.roomMs;
  total.wallMs += verdict.wallMs;
  hash.addText(verdict.hash);
  if (!verdict.failure) continue;
  total.findings++;
  const { failure } = verdict;
  const found = shrink
    ? await shrinkLife(options, failure)
    : { ...failure, seed: options.seed, parts: only, wasCutShort: false };
  const saved = folder === "" ? [] : await saveReplays({ ...options, only: found.parts }, folder);
  console.log(lineOf(found, saved));
  // Lives that fail at once count no time, so that the loop must end somewhere.
  timeless = verdict.roomMs === 0 ? timeless + 1 : 0;
  if (timeless >= MOST_TIMELESS) break;
}
const speed = total.wallMs > 0 ? (total.roomMs / total.wallMs).toFixed(0) : "0";
console.log(
  `${total.lives} lives, ${(total.roomMs / HOUR_MS).toFixed(2)} h of rooms at ${speed}x real time, ` +
    `${total.findings} failed, hash ${hash.toString()}`,
);
process.exit(total.findings > 0 ? 1 : 0);

/** One line with all that is needed to see the failure again. */
function lineOf(
  { invariant, tick, reason, seed: life, parts, wasCutShort }: Finding,
  saved: readonly string[],
): string {
  const command = [`npm run simulate -- --seed ${life} --lives 1`, parts.length > 0 ? `--only ${parts.join(",")}` : ""];
  if (faults.length === 0) command.push("--faults none");
  const where = `${commit()} seed ${life} tick ${tick}`;
  const note = wasCutShort ? "; shrinking was cut short" : "";
  const why = reason.replaceAll(/\s+/g, " ");
  const files = saved.length > 0 ? ` | ${saved.join(" ")}` : "";
  return `FAILED ${invariant} (${where}${note}): ${why} | ${command.filter(Boolean).join(" ")}${files}`;
}

function commit(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { stdio: ["ignore", "pipe", "ignore"] })
      .toString()
      .trim();
  } catch {
    return "no commit";
  }
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
