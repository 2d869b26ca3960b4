import { OptionError } from "@fray/bot-client/internal/command-line";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { z } from "zod";

import { parseOptions } from "../../bench/clients/options.ts";

const MAIN = fileURLToPath(new URL("../../bench/main.ts", import.meta.url));

const Rows = z.object({
  crowd: z.array(
    z.object({
      server: z.string(),
      clients: z.number(),
      "in view": z.number(),
      "B/client/s": z.number(),
      "inputs sent": z.number(),
      applied: z.number(),
      lost: z.number(),
    }),
  ),
});

describe("absurd arguments get one clear line", () => {
  test.each([
    ["--clients 0", "--clients 0: must be a whole number from 1 to 1000"],
    ["--clients 50,many", "--clients 50,many: must be a whole number from 1 to 1000"],
    ["--clients 5000", "--clients 5000: must be a whole number from 1 to 1000"],
    ["--hz 19", "--hz 19: must be a whole number from 20 to 60"],
    ["--seconds 1e9", "--seconds 1e9: must be a whole number from 1 to 600"],
    ["--visible 4", "--visible 4: 1000 clients with so few bodies in view need a map above the size limit"],
    [
      "--scenarios chaos",
      "--scenarios chaos: must be some of crowd, picture, dense, growth, rooms, idle, storm, or all",
    ],
    ["--speed", "Unknown option '--speed'; --help lists the options"],
    ["--seconds", "Option '--seconds <value>' argument missing; --help lists the options"],
    ["20", "Unexpected argument '20'; --help lists the options"],
  ])("%s", (args, message) => {
    expect(() => parseOptions(args.split(" "))).toThrow(new OptionError(message));
  });
});

test("a crowd is measured at the product and at both floors, and every input sent is accounted for", async () => {
  const args = "--clients 4 --seconds 1 --json".split(" ");
  const { stdout } = await promisify(execFile)(process.execPath, [MAIN, ...args]);
  const rows = Rows.parse(JSON.parse(stdout)).crowd;
  expect(rows.map(({ server }) => server)).toEqual(["Fray", "no state", "hand-packed"]);
  for (const row of rows) {
    expect(row.clients).toBe(4);
    expect(row["in view"]).toBeGreaterThanOrEqual(1);
    expect(row["B/client/s"]).toBeGreaterThan(0);
    expect(row["inputs sent"]).toBeGreaterThan(0);
    expect(row.applied + row.lost).toBe(row["inputs sent"]);
  }
});
