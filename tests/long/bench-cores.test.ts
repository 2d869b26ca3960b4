import { OptionError } from "@fray/bot-client/internal/command-line";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { z } from "zod";

import { parseCoresOptions } from "../../bench/cores/options.ts";

const MAIN = fileURLToPath(new URL("../../bench/main.ts", import.meta.url));

const Rows = z.array(
  z.object({
    server: z.string(),
    "in view": z.number(),
    "B/client/s": z.number(),
    "inputs sent": z.number(),
    remarks: z.string(),
  }),
);

test.each([
  ["--clients 0", "--clients 0: must be a whole number from 1 to 1000"],
  ["--threads 9", "--threads 9: must be a whole number from 1 to 8"],
  ["--speed", "Unknown option '--speed'; --help lists the options"],
])("%s gets one clear line", (args, message) => {
  expect(() => parseCoresOptions(args.split(" "))).toThrow(new OptionError(message));
});

test("clients play with real threads, decode what they are sent, and every input is accounted for", async () => {
  const args = "cores --clients 6 --seconds 1 --without-product --json".split(" ");
  const { stdout } = await promisify(execFile)(process.execPath, [MAIN, ...args]);
  const rows = Rows.parse(JSON.parse(stdout));
  expect(rows.map(({ server }) => server)).toEqual(["one thread", "main + 1 thread", "main + 2 threads"]);
  for (const row of rows) {
    expect(row["in view"]).toBeGreaterThanOrEqual(1);
    expect(row["B/client/s"]).toBeGreaterThan(0);
    expect(row["inputs sent"]).toBeGreaterThan(0);
    expect(row.remarks).not.toMatch(/fault|unaccounted|not in|ended/);
  }
});
