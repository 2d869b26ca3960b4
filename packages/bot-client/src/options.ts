import { parseArgs } from "node:util";
import { z } from "zod";

import { parseCommand } from "./exec/command.ts";
import { MIXED } from "./skills.ts";

/** Every option of the command line. The descriptions are the help text. */
const Options = z.object({
  url: z
    .url({ protocol: /^(ws|http)s?$/, error: "must be a URL like ws://localhost:2567" })
    .default("ws://localhost:2567")
    .describe("server to join"),
  count: z.coerce.number().int().min(1).max(2000).default(5).describe("bots to play with"),
  seconds: z.coerce
    .number()
    .positive()
    .optional()
    .describe("seconds to play once everybody is in; until Ctrl-C when left out"),
  skill: z.enum(["rookie", "regular", "veteran", MIXED]).default(MIXED).describe("rookie, regular, veteran or mixed"),
  exec: z
    .string()
    .refine((line) => parseCommand(line) !== undefined, "names no program")
    .optional()
    .describe('program that plays instead, one process per bot: "python3 my_bot.py", see docs/bots.md'),
  room: z.string().min(1).optional().describe("id of the room to join; any open one when left out"),
  namePrefix: z.string().max(40).default("").describe("put before every name"),
  ramp: z
    .string()
    .regex(/^[\d.]+(\/s)?$/, { error: "must be a number of joins per second like 20 or 20/s" })
    .transform((text) => Number(text.replace("/s", "")))
    .pipe(z.number().positive())
    .default(20)
    .describe("joins per second, as 20 or 20/s"),
  workers: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .optional()
    .describe("threads; one per 100 bots and core when left out"),
  net: z
    .string()
    .regex(/^\d{1,4}(,\d{1,4})?$/, { error: "must be milliseconds like 100 or 100,20" })
    .transform((text) => {
      const [roundTripMs = 0, jitterMs = 0] = text.split(",").map(Number);
      return { roundTripMs, jitterMs };
    })
    .optional()
    .describe("play over a worse line: ms added to the round trip, and its jitter, as 100,20"),
  maxFailures: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe(
      "exit with 1 when more joins failed, connections were ended by the server or messages were unreadable; when left out, only if nobody got in",
    ),
  json: z.boolean().default(false).describe("lines of JSON on stdout, one a second; the last one is the report"),
  quiet: z.boolean().default(false).describe("nothing but the report of --json"),
  botToken: z
    .string()
    .default(process.env["FRAY_BOT_TOKEN"] ?? "")
    .describe("what the host wants bots to show, or FRAY_BOT_TOKEN"),
  takeOrders: z.boolean().default(false).describe("fill rooms as the server says that started this process"),
  withParent: z.boolean().default(false).describe("end when the process that started this one ends"),
});
export type Options = z.infer<typeof Options>;

const KEYS = Options.keyof().options;
/** Options without a value. */
const SWITCHES = new Set<string>(["json", "quiet", "takeOrders", "withParent"]);

/** An option that can't be used. The message is one line for the person who gave it. */
export class OptionError extends Error {
  override name = "OptionError";
}

/** The process asked for help instead of bots. */
export const HELP = Symbol("help");

/** Reads the command line. Throws an `OptionError` for an unknown option or an illegal value. */
export function parseOptions(args: readonly string[]): Options | typeof HELP {
  const values = readFlags([...args]);
  if (values["help"]) return HELP;
  const parsed = Options.safeParse(Object.fromEntries(KEYS.map((key) => [key, values[toFlag(key)]])));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const flag = toFlag(String(issue?.path[0]));
  throw new OptionError(`--${flag} ${String(values[flag])}: ${issue?.message ?? "not allowed"}`);
}

/** What `--help` prints. */
export function helpText(): string {
  const rows = KEYS.map((key) => {
    const fallback = Options.shape[key].parse(undefined);
    const description = Options.shape[key].description ?? "";
    const isShown = typeof fallback === "number" || (typeof fallback === "string" && fallback !== "");
    return row(toFlag(key), description + (isShown ? ` (default ${fallback})` : ""));
  });
  return ["Usage: npm run bots -- [options]", "", ...rows, row("help", "this text")].join("\n");
}

const row = (flag: string, text: string): string => `  ${`--${flag}`.padEnd(15)} ${text}`;

function readFlags(args: string[]): Record<string, string | boolean | undefined> {
  const options = Object.fromEntries(
    KEYS.map((key) => [toFlag(key), { type: SWITCHES.has(key) ? "boolean" : "string" } as const]),
  );
  try {
    const { values } = parseArgs({ args, options: { ...options, help: { type: "boolean", short: "h" } } });
    return Object.fromEntries(
      Object.entries(values).map(([flag, value]) => [flag, Array.isArray(value) ? value[0] : value]),
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new OptionError(`${message.split(/\.\s|\n/)[0]}; --help lists the options`);
  }
}

const toFlag = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
