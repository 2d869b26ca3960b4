import type { Arena } from "@fray/shared-state/arena/arena";
import { MapError } from "@fray/shared-state/arena/map-error";
import { parseMap } from "@fray/shared-state/arena/parse-map";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";

import { EntrantError, loadEntrant } from "./entrants.ts";
import { climb, type Rung } from "./ladder.ts";

const HELP = `Usage: npm run ladder -- --bots a.ts,b.py,veteran [options]

  --bots      who climbs, separated by commas: rookie, regular, veteran, a module that exports decide or createDecide,
              or a command for any other language in quotes ("python3 my_bot.py"); name one twice to see how even it is
  --rounds    rounds to play, 1..10000 (default 50)
  --seconds   how long a round lasts, in seconds of its own, 10..3600 (default 90)
  --map       maps played in turn, names of files in maps/ without .tmj (default foundry)
  --seed      decides everything that is left to chance (default 1)
  --json      print the ladder as one line of JSON
  --help      this text`;

const names = z.string().transform((text) => text.split(",").flatMap((name) => name.trim() || []));
const Options = z.object({
  bots: names.refine((list) => list.length >= 2, "name two at least, separated by commas"),
  rounds: z.coerce.number().int().min(1).max(10_000).default(50),
  seconds: z.coerce.number().min(10).max(3600).default(90),
  map: names.default(["foundry"]),
  seed: z.coerce.number().int().min(0).max(0xffffffff).default(1),
  json: z.boolean().default(false),
});

try {
  await run();
} catch (error) {
  if (error instanceof EntrantError || error instanceof MapError) console.error(error.message);
  else if (error instanceof z.ZodError)
    console.error(`--${error.issues[0]?.path.join(".")}: ${error.issues[0]?.message}`);
  else if (error instanceof TypeError) console.error(`${error.message.split(". ")[0]}; --help lists the options`);
  else throw error;
  process.exit(1);
}

async function run(): Promise<void> {
  const { help, ...values } = parseArgs({
    options: {
      bots: { type: "string" },
      rounds: { type: "string" },
      seconds: { type: "string" },
      map: { type: "string" },
      seed: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  }).values;
  if (help) {
    console.log(HELP);
    return;
  }
  const { bots, map, json, ...settings } = Options.parse(values);
  const arenas = map.map((name) => readMap(name));
  const entrants = await Promise.all(bots.map((name) => loadEntrant(name)));
  const rungs = await climb(entrants, { ...settings, arenas }, (round) => {
    if (process.stderr.isTTY) process.stderr.write(`\rround ${round} of ${settings.rounds}\u001B[K`);
  });
  if (process.stderr.isTTY) process.stderr.write("\r\u001B[K");
  if (json) console.log(JSON.stringify({ ...settings, maps: map, ladder: rungs }));
  else console.table(rungs.map(toRow));
}

function readMap(name: string): Arena {
  let text: string;
  try {
    text = readFileSync(new URL(`../../../../maps/${name}.tmj`, import.meta.url), "utf8");
  } catch {
    throw new MapError(`map "${name}": there is no maps/${name}.tmj`);
  }
  return parseMap(name, JSON.parse(text));
}

function toRow({ name, rating, mu, sigma, rounds, wins, kills, deaths }: Rung) {
  const estimate = `${mu.toFixed(1)} ± ${sigma.toFixed(1)}`;
  return { name, rating: Number(rating.toFixed(1)), estimate, rounds, wins, kills, deaths };
}
