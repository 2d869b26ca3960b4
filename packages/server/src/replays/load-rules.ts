import type { RulesFile } from "@fray/shared-state/replay/rules-file";
import { createHash } from "node:crypto";
import { pathToFileURL } from "node:url";

import { ConfigError } from "../config/config-error.ts";
import type { Disk } from "../storage/disk.ts";
import { findRulesPath } from "./rules-files.ts";

/**
 * Loads the rules that a replay names. Only files of the host are loaded, and only if their hash is right. Throws a
 * `ConfigError` when they are not there.
 */
export async function loadRules(hash: string, dataDir: string, disk: Disk): Promise<RulesFile> {
  const path = findRulesPath(hash, dataDir, disk);
  if (path === undefined) {
    throw new ConfigError(
      `the rules of this replay are not here: put /rules/${hash}.js of its server into the folder rules of --data-dir`,
    );
  }
  if (createHash("sha256").update(disk.read(path)).digest("hex") !== hash) {
    throw new ConfigError(`${path}: was changed, and does not play replays any more: delete it`);
  }
  return (await import(pathToFileURL(path).href)) as RulesFile;
}
