import { TICK_RATE_RANGE } from "@fray/shared-state/protocol/rooms";
import { parseArgs } from "node:util";
import { z } from "zod";

import { MAX_SIDE_U } from "./server/bench-map.ts";
import { mapSideFor } from "./server/density.ts";

/** What can be measured, in the order in which it is. */
export const SCENARIOS = ["crowd", "dense", "growth", "rooms", "idle", "storm"] as const;
export type Scenario = (typeof SCENARIOS)[number];

const MAX_CLIENTS = 1000;

/** Words separated by commas. */
const words = z.string().transform((text) => text.split(","));

/** Every option of the bench of clients. The descriptions are the help text. */
const Options = z
  .object({
    clients: words
      .pipe(z.array(whole(1, MAX_CLIENTS)))
      .default([50, 100, 200, 400, 800, 1000])
      .describe("clients in the one room of a crowd, each number a row (default 50,100,200,400,800,1000)"),
    hz: whole(TICK_RATE_RANGE.min, TICK_RATE_RANGE.max)
      .default(20)
      .describe("ticks, and inputs of a client, a second (default 20)"),
    visible: whole(4, 200)
      .default(20)
      .describe("bodies in view of each of a crowd, about: the map is made to fit (default 20)"),
    seconds: whole(1, 600).default(20).describe("seconds that each row is measured (default 20)"),
    scenarios: words
      .pipe(z.array(z.enum([...SCENARIOS, "all"], { error: `must be some of ${SCENARIOS.join(", ")}, or all` })))
      .default(["crowd"])
      .transform((names) => SCENARIOS.filter((name) => names.includes(name) || names.includes("all")))
      .describe(`what is measured: some of ${SCENARIOS.join(", ")}, or all (default crowd)`),
    withoutFloors: z.boolean().default(false).describe("only the product, for a quick look"),
    profile: z.string().min(1).optional().describe("folder for CPU profiles of the product's processes"),
    json: z.boolean().default(false).describe("print the rows as one line of JSON"),
    write: z.boolean().default(false).describe("also into the tables of docs/performance.md"),
  })
  .superRefine(({ clients, visible }, context) => {
    const most = Math.max(...clients);
    if (mapSideFor(most, visible) <= MAX_SIDE_U) return;
    const message = `${most} clients with no more in view take a map larger than there can be`;
    context.addIssue({ code: "custom", path: ["visible"], message });
  });
export type ClientsOptions = z.infer<typeof Options>;

const KEYS = Object.keys(Options.shape) as (keyof ClientsOptions)[];
/** Options without a value. */
const SWITCHES = new Set<string>(["withoutFloors", "json", "write"]);

/** An option that can't be used. The message is one line for the person who gave it. */
export class OptionError extends Error {
  override name = "OptionError";
}

/** The process asked for help instead. */
export const HELP = Symbol("help");

/** Reads the command line after `clients`. Throws an `OptionError` for an unknown option or an illegal value. */
export function parseOptions(args: readonly string[]): ClientsOptions | typeof HELP {
  const values = readFlags([...args]);
  if (values["help"]) return HELP;
  const parsed = Options.safeParse(Object.fromEntries(KEYS.map((key) => [key, values[toFlag(key)]])));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const flag = toFlag(String(issue?.path[0]));
  throw new OptionError(`--${flag} ${String(values[flag] ?? "")}: ${issue?.message ?? "not allowed"}`);
}

/** What `--help` prints. */
export function helpText(): string {
  const row = (flag: string, text = ""): string => `  ${`--${flag}`.padEnd(16)} ${text}`;
  const rows = KEYS.map((key) => row(toFlag(key), Options.shape[key].description));
  return ["Usage: npm run bench -- clients [options]", "", ...rows, row("help", "this text")].join("\n");
}

function readFlags(args: string[]): Record<string, string | boolean | undefined> {
  const options = Object.fromEntries(
    KEYS.map((key) => [toFlag(key), { type: SWITCHES.has(key) ? "boolean" : "string" } as const]),
  );
  try {
    return parseArgs({ args, options: { ...options, help: { type: "boolean", short: "h" } } }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new OptionError(`${message.split(/\.\s|\n/)[0]}; --help lists the options`);
  }
}

function whole(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.string().transform(Number).pipe(z.number({ error }).int(error).min(min, error).max(max, error));
}

const toFlag = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
