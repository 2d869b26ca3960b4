import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const SPEED = fileURLToPath(new URL("../tests/simulate/speed.ts", import.meta.url));
const Rows = z.array(z.record(z.string(), z.union([z.string(), z.number()])));

/** Measures how much faster than real time simulated rooms run. */
export function measureSimulation(): z.infer<typeof Rows> {
  const output = execFileSync(process.execPath, [SPEED], { encoding: "utf8" });
  return Rows.parse(JSON.parse(output));
}
