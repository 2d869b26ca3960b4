import { describeCommandLine, HELP, OptionError, parseCommandLine } from "@fray/bot-client/internal/command-line";
import { z } from "zod";

import { measuredOn } from "../measured-on.ts";
import { writeTable } from "../write-table.ts";
import { measureBytes } from "./bytes.ts";
import { measureCrowd } from "./crowd.ts";
import { measureOverLines } from "./over-a-line.ts";
import { measureTimeToBody } from "./time-to-body.ts";
import type { FigureRow, Patience } from "./trial.ts";

const FIGURES = ["body", "lines", "bytes", "crowd"] as const;
type Name = (typeof FIGURES)[number];

/** Every option. The descriptions are the help text. */
const Options = z.object({
  only: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(FIGURES, { error: `must be some of ${FIGURES.join(", ")}` })))
    .default([...FIGURES])
    .describe("figures to measure"),
  clients: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(100)
    .describe("clients of the crowd; they need a core for about 40 of them over HTTP"),
  trials: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(7)
    .describe("valid trials of each figure; an interval needs 6"),
  seconds: z.coerce.number().min(1).max(600).default(10).describe("duration of each measurement"),
  minutes: z.coerce.number().min(0).max(120).default(10).describe("longest time for a figure; then it is undecided"),
  json: z.boolean().default(false).describe("print the rows as one line of JSON"),
  write: z.boolean().default(false).describe("write the table in docs/transports.md"),
});
type Options = z.infer<typeof Options>;

const MEASURE: Readonly<Record<Name, (options: Options, patience: Patience) => Promise<FigureRow[]>>> = {
  body: (_options, patience) => measureTimeToBody(patience),
  lines: ({ seconds }, patience) => measureOverLines(seconds, patience),
  bytes: ({ seconds }, patience) => measureBytes(seconds, patience),
  crowd: ({ clients, seconds }, patience) => measureCrowd(clients, seconds, patience),
};

/**
 * Runs `npm run bench -- transports`: compares plain HTTP with WebSockets. Returns the exit code: 1 if a limit is
 * exceeded, 2 if a figure is undecided, 0 otherwise.
 */
export async function runTransports(args: readonly string[]): Promise<number> {
  const options = read(args);
  if (options === HELP) console.log(describeCommandLine("npm run bench -- transports [options]", Options));
  if (options === HELP || options === undefined) return options === HELP ? 0 : 1;
  const patience = { trials: options.trials, limitMs: options.minutes * 60_000 };
  const rows: FigureRow[] = [];
  for (const name of options.only) {
    const measured = await MEASURE[name](options, patience);
    rows.push(...measured);
    if (!options.json) console.table(measured);
  }
  if (options.json) console.log(JSON.stringify(rows));
  if (options.write) writeTable("docs/transports.md", "transports", rows, measuredOn());
  if (rows.some(({ verdict }) => verdict === "exceeded")) return 1;
  return rows.some(({ verdict }) => verdict === "undecided") ? 2 : 0;
}

/** Returns the options, or prints one line to stderr. */
function read(args: readonly string[]): Options | typeof HELP | undefined {
  try {
    return parseCommandLine(Options, args);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    console.error(error.message);
    return undefined;
  }
}
