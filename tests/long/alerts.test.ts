import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

import { findProgram } from "../support/debian-program.ts";

const DEPLOY = fileURLToPath(new URL("../../deploy/", import.meta.url));
const read = (file: string): string => readFileSync(`${DEPLOY}${file}`, "utf8");

const found = findProgram("promtool", ["prometheus"]);
if ("missing" in found) console.log(`skipped: ${found.missing}`);

describe.skipIf("missing" in found)("the alert rules", () => {
  const program = "path" in found ? found.path : "";

  test("fire for a server with the fault, and not for its neighbour", () => {
    const report = execFileSync(program, ["test", "rules", "alerts.test.yaml"], { cwd: DEPLOY, encoding: "utf8" });
    expect(report).toContain("SUCCESS");
  });

  test("are all tested", () => {
    const rules = Array.from(read("alerts.yaml").matchAll(/alert: (\w+)/g), ([, name]) => name);
    expect(rules.length).toBeGreaterThan(5);
    for (const name of rules) expect(read("alerts.test.yaml")).toMatch(new RegExp(`alertname: ${name}\\b`));
  });
});
