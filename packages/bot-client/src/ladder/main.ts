import { joinDashedValues, systemRuntime as runtime } from "@fray/netcode/core";
import type { Arena } from "@fray/shared-state/arena/arena";
import { MapError } from "@fray/shared-state/arena/map-error";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";

import { OptionError } from "../command-line.ts";
import { missingProtection } from "../exec/isolation/means.ts";
import { EntrantError } from "./entrant.ts";
import { isSkill, loadEntrant } from "./entrants.ts";
import { keepReplays } from "./keep-replays.ts";
import { climb, TICK_RATE, type Rung } from "./ladder.ts";

const HELP = `Usage: npm run ladder -- --bots a.ts,b.py,veteran [options]

  --bots      who climbs, separated by commas: rookie, regular, veteran, a module that exports decide or createDecide,
              or a command for any other language in quotes ("python3 my_bot.py"); name one twice to see how even it is
  --rounds    rounds to play, 1..10000 (default 50)
  --seconds   how long a round lasts, in seconds of its own, 10..3600 (default 90)
  --map       maps played in turn, names of files in maps/ without .tmj (default foundry)
  --seed      decides everything that is left to chance (default 1)
  --replays   folder for a replay of each round; the table names the best one of each bot
  --json      print the ladder as one line of JSON
  --help      this text`;

const names = z.string().transform((text) => text.split(",").flatMap((name) => name.trim() || []));
const Options = z.object({
  bots: names.refine((list) => list.length >= 2, "name two at least, separated by commas"),
  rounds: z.coerce.number().int().min(1).max(10_000).default(50),
  seconds: z.coerce.number().min(10).max(3600).default(90),
  map: names.default(["foundry"]),
  seed: z.coerce.number().int().min(0).max(0xffffffff).default(1),
  replays: z.string().min(1).optional(),
  json: z.boolean().default(false),
});

const FLAGS = {
  bots: { type: "string" },
  rounds: { type: "string" },
  seconds: { type: "string" },
  map: { type: "string" },
  seed: { type: "string" },
  replays: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** The exit codes that a shell reports for a program that a signal has ended. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof OptionError || error instanceof EntrantError || error instanceof MapError)) throw error;
  console.error(error.message);
  process.exit(1);
}

/** Plays, and prints the results, also when a signal ends the run early. Returns the exit code. */
async function run(): Promise<number> {
  const { help, ...values } = readFlags();
  if (help) {
    console.log(HELP);
    return 0;
  }
  const { bots, map, json, replays, ...settings } = readOptions(values);
  const arenas = map.map((name) => readMap(name));
  const stop = stopOnSignals();
  const tell = (line: string): void => console.error(`${clearLine()}${line}`);
  const hasPrograms = !bots.every(isSkill);
  if (hasPrograms) for (const line of missingProtection()) tell(line);
  const entrants = await Promise.all(bots.map((name) => loadEntrant(runtime, name, { tell })));
  const onRound = (round: number): void => {
    if (process.stderr.isTTY) process.stderr.write(`\rround ${round} of ${settings.rounds}\u001B[K`);
  };
  const startedAt = Math.floor(runtime.wallTime());
  const kept =
    replays && keepReplays({ folder: replays, seconds: settings.seconds, tickRate: TICK_RATE, startedAt, textOf });
  const rungs = await climb(runtime, entrants, { ...settings, arenas }, { onRound, signal: stop.signal, ...kept });
  process.stderr.write(clearLine());
  if (json) console.log(JSON.stringify({ ...settings, maps: map, ladder: rungs }));
  else print(rungs, hasPrograms);
  return stop.exitCode();
}

function stopOnSignals(): { readonly signal: AbortSignal; exitCode(): number } {
  const stop = new AbortController();
  let code = 0;
  for (const [name, exitCode] of Object.entries(EXIT_CODES)) {
    process.once(name, () => {
      code = exitCode;
      stop.abort();
    });
  }
  return { signal: stop.signal, exitCode: () => code };
}

function clearLine(): string {
  return process.stderr.isTTY ? "\r\u001B[K" : "";
}

function readFlags() {
  try {
    return parseArgs({ args: joinDashedValues(process.argv.slice(2), FLAGS), options: FLAGS }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new OptionError(`${message.split(/\. |\n/)[0]}; --help lists the options`);
  }
}

function readOptions(values: object): z.infer<typeof Options> {
  const parsed = Options.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new OptionError(`--${issue?.path.join(".")}: ${issue?.message}`);
}

function readMap(name: string): Arena {
  return parseMap(name, JSON.parse(textOf(name)));
}

function textOf(name: string): string {
  try {
    return readFileSync(new URL(`../../../../maps/${name}.tmj`, import.meta.url), "utf8");
  } catch {
    throw new MapError(`map "${name}": there is no maps/${name}.tmj`);
  }
}

/** Prints the ladder as a table. If programs play, it shows how well they kept up, and the first error of each. */
function print(rungs: readonly Rung[], hasPrograms: boolean): void {
  console.table(rungs.map((rung) => ({ ...toRow(rung), ...(hasPrograms ? keptUp(rung) : {}) })));
  for (const { name, firstError } of rungs) if (firstError !== undefined) console.log(`${name}: ${firstError}`);
}

function toRow({ name, rating, mu, sigma, rounds, wins, kills, deaths, replay }: Rung) {
  const estimate = `${mu.toFixed(1)} ± ${sigma.toFixed(1)}`;
  const best = replay === undefined ? {} : { "best round": replay };
  return { name, rating: Number(rating.toFixed(1)), estimate, rounds, wins, kills, deaths, ...best };
}

function keptUp({ idle, late, broken, unread, out }: Rung) {
  return { idle, late, broken, unread, out };
}
