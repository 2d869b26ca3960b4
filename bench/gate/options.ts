import { describeCommandLine, parseCommandLine, type HELP } from "@fray/bot-client/internal/command-line";
import { z } from "zod";

const MAX_CLIENTS = 1000;

/** Every option of the gate. The descriptions are the help text. */
const Options = z.object({
  clients: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(whole(1, MAX_CLIENTS)))
    .default([8, 24, 64, 400])
    .describe("clients in a room; one row per number"),
  hz: whole(20, 60).default(20).describe("ticks per second"),
  seconds: whole(1, 600).default(10).describe("duration of each measurement in seconds"),
  minutes: whole(1, 120).default(8).describe("longest time for a row; then it is undecided"),
  json: z.boolean().default(false).describe("print the rows as one line of JSON"),
  write: z.boolean().default(false).describe("commit to these ratios: write the table in docs/performance.md"),
});
export type GateOptions = z.infer<typeof Options>;

/** Reads the command line after `gate`. Throws an `OptionError` for an unknown option or an illegal value. */
export const parseGateOptions = (args: readonly string[]): GateOptions | typeof HELP => parseCommandLine(Options, args);

/** Returns the text of `--help`. */
export const gateHelp = (): string => describeCommandLine("npm run bench -- gate [options]", Options);

function whole(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.string().transform(Number).pipe(z.number({ error }).int(error).min(min, error).max(max, error));
}
