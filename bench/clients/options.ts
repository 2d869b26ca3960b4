import { describeCommandLine, parseCommandLine, type HELP } from "@fray/bot-client/internal/command-line";
import { TICK_RATE_RANGE } from "@fray/shared-state/protocol/rooms";
import { z } from "zod";

import { MAX_SIDE_U } from "./server/bench-map.ts";
import { mapSideFor } from "./server/density.ts";

/** The scenarios, in the order of execution. */
export const SCENARIOS = ["crowd", "picture", "dense", "growth", "rooms", "idle", "storm"] as const;
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
      .describe("clients in the room of a crowd; one row per number"),
    hz: whole(TICK_RATE_RANGE.min, TICK_RATE_RANGE.max)
      .default(20)
      .describe("ticks per second, and inputs per second of each client"),
    visible: whole(4, 200)
      .default(20)
      .describe("approximate number of bodies in view of each client; the map is scaled to it"),
    seconds: whole(1, 600).default(20).describe("duration of each row in seconds"),
    scenarios: words
      .pipe(z.array(z.enum([...SCENARIOS, "all"], { error: `must be some of ${SCENARIOS.join(", ")}, or all` })))
      .default(["crowd"])
      .transform((names) => SCENARIOS.filter((name) => names.includes(name) || names.includes("all")))
      .describe(`scenarios to measure: some of ${SCENARIOS.join(", ")}, or all`),
    withoutFloors: z.boolean().default(false).describe("only the product, to save time"),
    profile: z.string().min(1).optional().describe("folder for CPU profiles of the product's processes"),
    json: z.boolean().default(false).describe("print the rows as one line of JSON"),
    write: z.boolean().default(false).describe("also write the tables in docs/performance.md"),
  })
  .superRefine(({ clients, visible }, context) => {
    const most = Math.max(...clients);
    if (mapSideFor(most, visible) <= MAX_SIDE_U) return;
    const message = `${most} clients with so few bodies in view need a map above the size limit`;
    context.addIssue({ code: "custom", path: ["visible"], message });
  });
export type ClientsOptions = z.infer<typeof Options>;

/** Reads the command line after `clients`. Throws an `OptionError` for an unknown option or an illegal value. */
export const parseOptions = (args: readonly string[]): ClientsOptions | typeof HELP => parseCommandLine(Options, args);

/** Returns the text of `--help`. */
export const helpText = (): string => describeCommandLine("npm run bench -- clients [options]", Options);

function whole(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.string().transform(Number).pipe(z.number({ error }).int(error).min(min, error).max(max, error));
}
