import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

import { findProgram } from "../support/debian-program.ts";

const UNIT = fileURLToPath(new URL("../../deploy/fray.service", import.meta.url));
const LACKING = /is not executable: No such file/;
const found = findProgram("systemd-analyze", []);
if ("missing" in found) console.log(`skipped: ${found.missing}`);

test.skipIf("missing" in found)("systemd has nothing to say against the service's unit", () => {
  const program = "path" in found ? found.path : "";
  const { status, stdout, stderr } = spawnSync(program, ["verify", UNIT], { encoding: "utf8" });
  // It only warns of a setting that it does not know. What the machine lacks is no fault of the unit.
  const said = `${stdout}${stderr}`.split("\n").filter((line) => line.includes("fray.service") && !LACKING.test(line));
  expect(said).toEqual([]);
  expect(status).toBe(0);
});
