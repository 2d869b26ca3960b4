import { describeCommandLine, parseCommandLine, type HELP } from "@fray/bot-client/internal/command-line";
import { z } from "zod";

import { ALL_FAULT_NAMES, type AnyFaultName } from "./faults/names.ts";

const MAX_SEED = 0xffff_ffff;
const PART = /^[a-z-]+\d+$/;

/** Every option of the simulation. The descriptions are the help text. */
const Options = z.object({
  hours: z.coerce
    .number("must be a number above 0")
    .positive("must be a number above 0")
    .max(1_000_000, "must be at most 1000000")
    .default(1)
    .describe("hours of server time, all rooms together"),
  seed: z
    .string()
    .regex(/^\d+$/, `must be a whole number from 0 to ${MAX_SEED}`)
    .transform(Number)
    .pipe(z.number().max(MAX_SEED, `must be a whole number from 0 to ${MAX_SEED}`))
    .default(1)
    .describe("the same life of a server for the same number; the next life has the next number"),
  faults: z
    .string()
    .default("all")
    .transform((text, context): readonly AnyFaultName[] => {
      if (text === "all") return ALL_FAULT_NAMES;
      const names = text === "none" ? [] : text.split(",");
      const unknown = names.find((name) => !isFault(name));
      if (unknown === undefined) return names.filter(isFault);
      context.addIssue({ code: "custom", message: `knows no fault "${unknown}", only ${ALL_FAULT_NAMES.join(", ")}` });
      return z.NEVER;
    })
    .describe("names of faults separated by commas, all, or none"),
  lives: z.coerce
    .number("must be a whole number above 0")
    .int("must be a whole number above 0")
    .positive("must be a whole number above 0")
    .optional()
    .describe("number of lives, instead of hours"),
  only: z
    .string()
    .default("")
    .transform((text) => text.split(",").filter((part) => part !== ""))
    .refine((parts) => parts.every((part) => PART.test(part)), "must be parts of a life like person0,bot3,cuts1")
    .describe("the parts of a life that take part: actors and faults by their number, as a failure names them"),
  replays: z
    .string()
    .default("failures")
    .describe("folder for the replays of the rounds in which a life failed; empty for none"),
  shrink: z
    .string()
    .refine((text) => text === "yes" || text === "no", "must be yes or no")
    .transform((text) => text === "yes")
    .default(true)
    .describe("yes or no: look for the fewest parts that still fail"),
});
export type SimulateOptions = z.infer<typeof Options>;

/** Reads the command line. Throws an `OptionError` for an unknown option or an illegal value. */
export const parseOptions = (args: readonly string[]): SimulateOptions | typeof HELP => parseCommandLine(Options, args);

/** Returns the text of `--help`. */
export const helpText = (): string => describeCommandLine("npm run simulate -- [options]", Options);

const isFault = (name: string): name is AnyFaultName => ALL_FAULT_NAMES.some((fault) => fault === name);
