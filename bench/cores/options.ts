import { describeCommandLine, parseCommandLine, type HELP } from "@fray/bot-client/internal/command-line";
import { z } from "zod";

const MAX_CLIENTS = 1000;

/** Every option of the bench. The descriptions are the help text. */
const Options = z.object({
  clients: whole(1, MAX_CLIENTS).default(700).describe("clients in the room"),
  hz: whole(20, 60).default(20).describe("ticks per second, and inputs per second of each client"),
  visible: whole(15, 200)
    .default(20)
    .describe("approximate number of bodies in view of each client; the map is scaled to it"),
  seconds: whole(1, 600).default(15).describe("duration of each row in seconds"),
  threads: whole(1, 8).default(2).describe("most threads with connections; one row for each number from 0 up"),
  withoutProduct: z.boolean().default(false).describe("without the row of the product, to save time"),
  stages: z.boolean().default(false).describe("instead, CPU of each part of a tick, in one thread and without sockets"),
  json: z.boolean().default(false).describe("print the rows as one line of JSON"),
  write: z.boolean().default(false).describe("also write the table in docs/performance.md"),
});
export type CoresOptions = z.infer<typeof Options>;

/** Reads the command line after `cores`. Throws an `OptionError` for an unknown option or an illegal value. */
export const parseCoresOptions = (args: readonly string[]): CoresOptions | typeof HELP =>
  parseCommandLine(Options, args);

/** Returns the text of `--help`. */
export const coresHelp = (): string => describeCommandLine("npm run bench -- cores [options]", Options);

function whole(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.string().transform(Number).pipe(z.number({ error }).int(error).min(min, error).max(max, error));
}
