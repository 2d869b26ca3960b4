import { describeCommandLine, parseCommandLine, type HELP } from "@fray/bot-client/internal/command-line";
import { z } from "zod";

export const BROWSERS = ["chromium", "firefox", "webkit"] as const;
export type BrowserName = (typeof BROWSERS)[number];

const words = z.string().transform((text) => text.split(","));

/** Every option of the matrix. The descriptions are the help text. */
const Options = z.object({
  browsers: words
    .pipe(z.array(z.enum(BROWSERS, { error: `must be some of ${BROWSERS.join(", ")}` })))
    .default([...BROWSERS])
    .describe(`browsers to run, some of ${BROWSERS.join(", ")}; one column each`),
  paths: words.default([]).describe("only paths whose names contain one of these words, separated by commas"),
  seconds: z.coerce.number().min(1).max(600).default(20).describe("duration of the fight in each cell"),
  tries: z.coerce.number().int().min(1).max(9).default(1).describe("tries for each cell, on a machine that others use"),
  write: z.boolean().default(false).describe("write the table in docs/transports.md"),
});
export type MatrixOptions = z.infer<typeof Options>;

/** Reads the command line. Throws an `OptionError` for an unknown option or an illegal value. */
export const parseOptions = (args: readonly string[]): MatrixOptions | typeof HELP => parseCommandLine(Options, args);

/** Returns the text of `--help`. */
export const helpText = (): string => describeCommandLine("npm run test:transports -- [options]", Options);
