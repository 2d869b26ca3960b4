// Plays the replays of a folder in Node and in each other engine that is here, and prints what became of them as JSON.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { bundle } from "../../support/bundle.ts";
import { ENGINES, findEngine } from "../../support/engines.ts";
import { playReplay, type PlayedReplay } from "./play-replays.ts";

/** What an engine made of the replays, or why it is not here. */
export interface EngineResult {
  readonly name: string;
  readonly missing?: string;
  readonly played: readonly PlayedReplay[];
}

const [folder = ""] = process.argv.slice(2);
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;

const files = readdirSync(folder).filter((name) => name.endsWith(".fray"));
const replays = files.toSorted().map((name) => readFileSync(join(folder, name)).toString("hex"));
const script = join(folder, "replays.js");
writeFileSync(
  script,
  `var REPLAYS = ${JSON.stringify(replays)};\n${await bundle("long/engines/play-replays.ts", "engine")}`,
);
const others = ENGINES.map((engine): EngineResult => {
  const found = findEngine(engine);
  if ("missing" in found) return { name: engine.name, missing: found.missing, played: [] };
  const output = execFileSync(found.path, [script], { env: found.env, maxBuffer: MOST_OUTPUT_BYTES });
  return { name: engine.name, played: JSON.parse(output.toString()) as PlayedReplay[] };
});
console.log(JSON.stringify([{ name: "Node", played: replays.map((hex) => playReplay(hex)) }, ...others]));
