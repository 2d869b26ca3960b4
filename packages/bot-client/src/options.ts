import { FIXED_SKILLS } from "@fray/shared-state/protocol/bot-skill";
import { z } from "zod";

import { describeCommandLine, parseCommandLine, type HELP } from "./command-line.ts";
import { parseCommand } from "./exec/command.ts";

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
  skill: z.enum(FIXED_SKILLS).default("mixed").describe("1..9, or rookie (2), regular (5), veteran (8) or mixed"),
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
  transport: z
    .enum(["auto", "ws", "http"], { error: "must be auto, ws or http" })
    .default("auto")
    .describe("ws for WebSockets, http for plain requests, auto for what works"),
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

/** Reads the command line. Throws an `OptionError` for an unknown option or an illegal value. */
export const parseOptions = (args: readonly string[]): Options | typeof HELP => parseCommandLine(Options, args);

/** Returns the text of `--help`. */
export const helpText = (): string => describeCommandLine("npm run bots -- [options]", Options);
