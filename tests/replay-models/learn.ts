// Learns what the models of replays may expect before the first bit, from rounds of bots, and writes it into the rules. Run
// it when the commands or the operations of a replay change, since models are known by their number: npm run replay:models
import { characterOf } from "@fray/shared-state/internal/replay/coding/expectations";
import { firstModels, Models } from "@fray/shared-state/internal/replay/coding/models";
import { SECOND_MODELS } from "@fray/shared-state/internal/replay/second-coder";
import { SecondPacker } from "@fray/shared-state/replay/operation-log";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { recordHeadless } from "../support/record-headless.ts";

const FILE = fileURLToPath(new URL("../../packages/shared-state/src/replay/coding/learned.ts", import.meta.url));
/** Rounds that no bench and no test plays. */
const SCENES = [
  { map: "duel", mode: "ffa", bots: 2 },
  { map: "kiln", mode: "ffa", bots: 6 },
  { map: "foundry", mode: "ctf", bots: 8 },
  { map: "foundry", mode: "hill", bots: 8 },
  { map: "quarry", mode: "tdm", bots: 24 },
] as const;
const SECONDS = 90;
const SEED = 77;
const CERTAIN = 65_536;
/** Of fewer bits nothing is learned. */
const LEAST_BITS = 24;
const LINE = 100;

/** Knows nothing at first, and counts the bits of each model. */
class CountingModels extends Models {
  readonly seen = Array.from({ length: SECOND_MODELS }, () => [0, 0]);

  override learn(model: number, bit: number): void {
    const counts = this.seen[model];
    if (counts) counts[bit] = (counts[bit] ?? 0) + 1;
    super.learn(model, bit);
  }
}

const models = new CountingModels(firstModels(SECOND_MODELS));
for (const scene of SCENES) {
  const packer = new SecondPacker(models);
  packer.reset();
  const { recording } = recordHeadless({ ...scene, seconds: SECONDS, seed: SEED, sightAges: true });
  for (const call of recording.calls) if (call.type === "second") packer.pack(call.log);
}
const text = models.seen
  .map(([zeros = 0, ones = 0]) =>
    characterOf(zeros + ones < LEAST_BITS ? undefined : (CERTAIN * (zeros + 0.5)) / (zeros + ones + 1)),
  )
  .join("");
const lines = Array.from(text.matchAll(new RegExp(`.{1,${LINE}}`, "g")), ([line]) => `  "${line}",\n`);
writeFileSync(
  FILE,
  `/** See \`second-models.ts\`. Written by \`npm run replay:models\`. */
export const LEARNED: readonly string[] = [
${lines.join("")}];
`,
);
console.log(`wrote ${FILE}: ${text.length} models, ${text.replaceAll("-", "").length} of them known`);
