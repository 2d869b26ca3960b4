import { join, resolve } from "node:path";
import { z } from "zod";

import { BUILD } from "../build.ts";
import { codeOf } from "../error-code.ts";
import { RULES_FOLDER } from "../paths.ts";
import type { Disk, Platform } from "../storage/disk.ts";
import { writeWhole } from "../storage/write-whole.ts";

/** The rules of a build as one file. */
export interface RulesSource {
  /** SHA-256 of the file in hex. */
  readonly hash: string;
  readonly code: Buffer;
}

const Marker = z.object({ hash: z.string().regex(/^[\da-f]{64}$/) });
const HASH = /^[\da-f]{64}$/;

/** Returns the rules of this build; undefined when they are not built. */
export function rulesOfBuild(disk: Disk): RulesSource | undefined {
  const marker = readIfThere(disk, join(RULES_FOLDER, `${BUILD}.json`));
  if (!marker) return undefined;
  const { hash } = Marker.parse(JSON.parse(marker.toString("utf8")));
  const code = readIfThere(disk, join(RULES_FOLDER, `${hash}.js`));
  return code && { hash, code };
}

/** Keeps rules with the data of the host: replays of this build are played by them after any upgrade. */
export function keepRules({ hash, code }: RulesSource, dataDir: string, platform: Platform): void {
  const path = pathOf(dataDir, hash);
  if (!platform.disk.look(path)) writeWhole(path, code, platform);
}

/** Returns the path of the rules with a hash, of this build or kept with the data; undefined when they are not there. */
export function findRulesPath(hash: string, dataDir: string, disk: Disk): string | undefined {
  if (!HASH.test(hash)) return undefined;
  const paths = [...(dataDir === "" ? [] : [pathOf(dataDir, hash)]), join(RULES_FOLDER, `${hash}.js`)];
  return paths.find((path) => disk.look(path));
}

/** Returns the rules with a hash; undefined when they are not there. */
export function findRules(hash: string, dataDir: string, disk: Disk): Buffer | undefined {
  const path = findRulesPath(hash, dataDir, disk);
  return path === undefined ? undefined : readIfThere(disk, path);
}

const pathOf = (dataDir: string, hash: string): string => join(resolve(dataDir), "rules", `${hash}.js`);

function readIfThere(disk: Disk, path: string): Buffer | undefined {
  try {
    return disk.read(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}
