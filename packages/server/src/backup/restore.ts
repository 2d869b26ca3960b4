import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { extract } from "tar";

import { ConfigError } from "../config/config-error.ts";
import { systemDisk, type Platform } from "../storage/disk.ts";
import { findSecret } from "../storage/identity.ts";
import { isNewerDatabase } from "../storage/newer-database.ts";
import { checkDatabase, isDatabaseInUse } from "../storage/sqlite-file.ts";
import { ABOUT, About, DATABASE, isKnown, SECRET, type HostFiles } from "./contents.ts";
import { place, type Restored } from "./place.ts";

/**
 * Puts the contents of an archive where a server looks for them. The previous files move to a new folder next to the
 * statistics. Throws a `ConfigError` and changes nothing when the archive is not valid, or while a server has the
 * data open.
 */
export async function restore(file: string, host: HostFiles, platform: Platform): Promise<Restored> {
  const home = resolve(host.dataDir || dirname(host.configFile));
  mkdirSync(home, { recursive: true });
  const stage = mkdtempSync(join(home, ".fray-restore-"));
  try {
    const names = await unpack(file, stage);
    const database = join(host.dataDir, DATABASE);
    if (host.dataDir && existsSync(database) && isDatabaseInUse(database))
      throw new ConfigError(`${database}: a server has it open: stop it first`);
    return place(names, { stage, home }, host, platform);
  } finally {
    rmSync(stage, { recursive: true });
  }
}

/** Unpacks an archive and checks all of it. Returns the names of its files. */
async function unpack(file: string, stage: string): Promise<string[]> {
  try {
    await extract({ file, cwd: stage, strict: true, filter: (name, entry) => isFile(entry) && isKnown(name) });
    const { files } = About.parse(JSON.parse(readFileSync(join(stage, ABOUT), "utf8")));
    const odd = files.find((name) => !isKnown(name) || !lstatSync(join(stage, name)).isFile());
    if (odd !== undefined) throw new Error(`${odd} is not a file of a backup`);
    if (files.includes(SECRET)) findSecret(join(stage, SECRET), systemDisk);
    if (files.includes(DATABASE)) checkDatabase(join(stage, DATABASE));
    return files;
  } catch (error) {
    const why = error instanceof Error ? error.message.replaceAll(/\s+/g, " ") : String(error);
    if (isNewerDatabase(error)) throw new ConfigError(`${file}: the database in it ${why}`);
    throw new ConfigError(`${file}: is no backup that can be restored (${why})`);
  }
}

const isFile = (entry: object): boolean => "type" in entry && (entry.type === "File" || entry.type === "OldFile");
