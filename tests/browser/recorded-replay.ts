import { rulesOfBuild } from "@fray/server/internal/replays/rules-files";
import { systemDisk } from "@fray/server/internal/storage/disk";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

import { recordHeadless } from "../support/record-headless.ts";

/** Values of the viewer; undefined while no replay is shown. `question` runs in the page. */
export const askReplay = <T>(page: Page, question: (probe: NonNullable<Window["__frayReplay"]>) => T) =>
  page.evaluate<T | undefined>(`window.__frayReplay && (${question.toString()})(window.__frayReplay)`);

/** Ids of replays are UUIDs. */
export const REPLAY_ID = "01234567-89ab-cdef-0123-456789abcdef";

/** Records a round of bots by the rules of this build. */
export function recordReplay(seconds: number, bots = 6, map = "duel"): Uint8Array {
  const rules = rulesOfBuild(systemDisk);
  if (!rules) throw new Error("the rules are not built: npm run build:client");
  const { recording } = recordHeadless({ map, mode: "ffa", bots, seconds, header: { rules: rules.hash } });
  return recording.file;
}

/** Puts a replay into the data folder of a server that is not running yet. */
export function storeReplay(folder: string, bytes: Uint8Array): void {
  mkdirSync(join(folder, "replays"), { recursive: true });
  writeFileSync(join(folder, "replays", `${REPLAY_ID}.fray`), bytes);
}
