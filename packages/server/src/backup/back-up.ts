import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { create } from "tar";
import type { z } from "zod";

import type { Platform } from "../storage/disk.ts";
import { findSecret } from "../storage/identity.ts";
import { checkDatabase, copyDatabase } from "../storage/sqlite-file.ts";
import { moveIntoPlace, temporaryBeside } from "../storage/write-whole.ts";
import { ABOUT, DATABASE, MAP, REPLAY_KEY, SECRET, SETTINGS, type About, type HostFiles } from "./contents.ts";

/** The archive contains the secret, so only the owner may read it. */
const PRIVATE_MODE = 0o600;

/**
 * Writes all data of a host into one archive, completely or not at all, whether a server runs or not: the statistics
 * as they are at one moment, the secret, all maps and the file of settings. Returns the names of the files in it.
 */
export async function backUp(
  file: string,
  { dataDir, mapsFolder, configFile }: HostFiles,
  { disk, runtime }: Platform,
): Promise<string[]> {
  const target = resolve(file);
  const stage = mkdtempSync(join(dirname(target), ".fray-backup-"));
  const archive = temporaryBeside(target, runtime);
  try {
    const names: string[] = [];
    const add = (name: string, write: (path: string) => void): void => {
      write(join(stage, name));
      names.push(name);
    };
    const secret = dataDir ? findSecret(join(dataDir, SECRET), disk) : undefined;
    if (secret) add(SECRET, (path) => writeFileSync(path, secret, { mode: PRIVATE_MODE }));
    const replayKey = join(dataDir, REPLAY_KEY);
    if (dataDir && existsSync(replayKey)) add(REPLAY_KEY, (path) => copyFileSync(replayKey, path));
    const database = join(dataDir, DATABASE);
    if (dataDir && existsSync(database)) {
      add(DATABASE, (path) => {
        copyDatabase(database, path);
        checkDatabase(path);
      });
    }
    if (existsSync(configFile)) add(SETTINGS, (path) => copyFileSync(configFile, path));
    mkdirSync(join(stage, "maps"));
    for (const map of readdirSync(mapsFolder)) {
      const name = `maps/${map}`;
      if (MAP.test(name)) add(name, (path) => copyFileSync(join(mapsFolder, map), path));
    }
    const about: z.infer<typeof About> = { format: 1, at: new Date(runtime.wallTime()).toISOString(), files: names };
    writeFileSync(join(stage, ABOUT), JSON.stringify(about));
    closeSync(openSync(archive, "wx", PRIVATE_MODE));
    await create({ file: archive, cwd: stage, gzip: true, portable: true }, [ABOUT, ...names]);
    moveIntoPlace(disk, archive, target);
    return names;
  } finally {
    rmSync(stage, { recursive: true });
    rmSync(archive, { force: true });
  }
}
