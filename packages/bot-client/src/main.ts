import { randomInt } from "node:crypto";

import { Backfill } from "./backfill/backfill.ts";
import { HELP, helpText, OptionError, parseOptions, type Options } from "./options.ts";
import { LiveLine } from "./report/live-line.ts";
import { formatReport, toJson } from "./report/report.ts";
import { Tally } from "./report/tally.ts";
import { Swarm } from "./swarm/swarm.ts";

const SAMPLE_INTERVAL_MS = 1000;

const options = read();
// The SDK tells the console about every reconnection, on stdout, where a report for programs goes. What matters of it
// (drops for good, close codes, failed joins) is in the report.
console.info = () => {};
console.warn = () => {};
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());

const tally = new Tally();
const live = options.quiet ? undefined : new LiveLine(process.stderr);
const parent = process.ppid;
const sampling = setInterval(() => {
  tally.sample();
  live?.update(tally);
  if (options.withParent && process.ppid !== parent) stop.abort();
}, SAMPLE_INTERVAL_MS);

await (options.takeOrders ? fillRooms() : new Swarm(options, tally, stop.signal, randomInt(2 ** 31)).run());

clearInterval(sampling);
live?.end();
await printReport();
process.exit(tally.joined > 0 || stop.signal.aborted ? 0 : 1);

/** Plays where the server wants it, until that is gone or says so. */
async function fillRooms(): Promise<void> {
  const { url, botToken: token, skill } = options;
  const backfill = new Backfill({ url, token, skill, seed: randomInt(2 ** 31), signal: stop.signal });
  process.on("message", (message) => backfill.order(message));
  process.once("disconnect", () => stop.abort());
  await backfill.run();
}

function read(): Options {
  try {
    const parsed = parseOptions(process.argv.slice(2));
    if (parsed !== HELP) return parsed;
    console.log(helpText());
    return process.exit(0);
  } catch (error) {
    console.error(error instanceof OptionError ? error.message : error);
    return process.exit(1);
  }
}

/** Waits until it is written: a pipe would lose what is under way when the process exits. */
function printReport(): Promise<void> {
  const report = tally.report();
  const text = options.json ? toJson(report) : options.quiet ? "" : formatReport(report);
  return new Promise((resolve) => process.stdout.write(text === "" ? "" : `${text}\n`, () => resolve()));
}
