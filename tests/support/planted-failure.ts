import { ReplayFile } from "@fray/shared-state/replay/replay-file";
import { ReplayPlayer } from "@fray/shared-state/replay/replay-player";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "vitest";

import { partOf, partsOf, planLife } from "../simulate/plan.ts";
import { runInProcess } from "../simulate/run-process.ts";

const SIMULATE = new URL("../simulate/", import.meta.url).href;
const FAILS_AT = 450;

/**
 * Plays a life that fails in a live round, with and without saving its replays, and expects the two to be the same and the
 * replays to go up to the failure. Returns the folder with them, for the caller to remove.
 */
export async function expectReplaysOfFailure(seed: number, parts: RegExp): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "fray-failures-"));
  // An invariant that no life keeps for long.
  writeFileSync(
    join(folder, "life.ts"),
    `import { INVARIANTS } from "${SIMULATE}invariants/index.ts";
    const watch = (_scene, fail) => ({
      tick: ({ tick }, { after }) => { if (after.phase === "live" && tick > ${FAILS_AT}) fail("planted"); },
    });
    INVARIANTS.push({ name: "planted", watch });
    await import("${SIMULATE}life.ts");`,
  );
  const whole = planLife(seed);
  const plan = partOf(whole, new Set(partsOf(whole).filter((part) => parts.test(part))));
  const root = pathToFileURL(`${folder}/`);
  const plain = await runInProcess(plan, root);
  expect(plain.failure?.invariant).toBe("planted");
  const recorded = await runInProcess(plan, root, { folder, rules: "ab".repeat(32) });
  expect(recorded.failure).toEqual(plain.failure);
  expect(recorded.hash).toBe(plain.hash);
  const lastTicks = (recorded.replays ?? []).map((path) => {
    const player = new ReplayPlayer(ReplayFile.read(readFileSync(path)));
    while (player.step());
    expect(player.difference).toBeUndefined();
    return player.tick;
  });
  expect(Math.max(...lastTicks)).toBeGreaterThan(FAILS_AT);
  return folder;
}
