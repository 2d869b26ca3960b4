import { parseArgs } from "node:util";
import { z } from "zod";

import { measureTickGaps } from "./tick-gaps.ts";

const Options = z.object({
  seconds: z.coerce.number().min(1).max(600).default(20).describe("how long each row is measured"),
  json: z.boolean().default(false).describe("print the result as one JSON object"),
});

const options = read();
const result = await measureTickGaps(options.seconds);
if (options.json) console.log(JSON.stringify(result));
else console.table({ "bare timer loop (floor)": result.floor, "idle room": result.room, ratio: result.ratio });

/** The options, or one line and exit code 1. */
function read(): z.infer<typeof Options> {
  try {
    const { values } = parseArgs({ options: { seconds: { type: "string" }, json: { type: "boolean" } } });
    return Options.parse(values);
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
    console.error(
      issue ? `--${issue.path.join(".")}: ${issue.message}` : error instanceof Error ? error.message : error,
    );
    process.exit(1);
  }
}
