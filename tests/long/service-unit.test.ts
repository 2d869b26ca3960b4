import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

import { findProgram } from "../support/debian-program.ts";

const UNIT = fileURLToPath(new URL("../../deploy/fray.service", import.meta.url));
const found = findProgram("systemd-analyze", []);
if ("missing" in found) console.log(`skipped: ${found.missing}`);

test.skipIf("missing" in found)("systemd has nothing to say against the service's unit", () => {
  const program = "path" in found ? found.path : "";
  // It fails, and says why, for a setting that it does not know.
  expect(execFileSync(program, ["verify", UNIT], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] })).toBe("");
});
