import type { Runtime } from "@fray/netcode/core";
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { extract } from "tar";

import { ConfigError } from "../config/config-error.ts";
import { findSecret } from "../storage/identity.ts";
import { isNewerDatabase } from "../storage/newer-database.ts";
import { checkDatabase, isDatabaseInUse } from "../storage/sqlite-file.ts";
import { moveIntoPlace, writeWhole } from "../storage/write-whole.ts";
import { ABOUT, About, DATABASE, isKnown, MAP, SECRET, SETTINGS, type HostFiles } from "./contents.ts";

/** The result of a restore. */
export interface Restored {
  /** Names of the files that were restored, without those that were equal already. */
  readonly files: readonly string[];
  /** The folder to which the previous files were moved; undefined when there were none. */
  readonly aside: string | undefined;
  /** A sentence for each file that could not be written. */
  readonly problems: readonly string[];
}

/**
 * Puts the contents of an archive where a server looks for them. The previous files move to a new folder next to the
 * statistics. Throws a `ConfigError` and changes nothing when the archive is not valid, or while a server has the
 * data open.
 */
export async function restore(file: string, host: HostFiles, runtime: Runtime): Promise<Restored> {
  const home = resolve(host.dataDir || dirname(host.configFile));
  mkdirSync(home, { recursive: true });
  const stage = mkdtempSync(join(home, ".fray-restore-"));
  try {
    const names = await unpack(file, stage);
    const database = join(host.dataDir, DATABASE);
    if (host.dataDir && existsSync(database) && isDatabaseInUse(database))
      throw new ConfigError(`${database}: a server has it open: stop it first`);
    return place(names, { stage, home }, host, runtime);
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
    if (files.includes(SECRET)) findSecret(join(stage, SECRET));
    if (files.includes(DATABASE)) checkDatabase(join(stage, DATABASE));
    return files;
  } catch (error) {
    const why = error instanceof Error ? error.message.replaceAll(/\s+/g, " ") : String(error);
    if (isNewerDatabase(error)) throw new ConfigError(`${file}: the database in it ${why}`);
    throw new ConfigError(`${file}: is no backup that can be restored (${why})`);
  }
}

const isFile = (entry: object): boolean => "type" in entry && (entry.type === "File" || entry.type === "OldFile");

interface Folders {
  /** The unpacked archive. */
  readonly stage: string;
  /** The folder of the statistics, or of the settings. */
  readonly home: string;
}

function place(names: readonly string[], { stage, home }: Folders, host: HostFiles, runtime: Runtime): Restored {
  const aside = join(home, `before-restore-${new Date(runtime.wallTime()).toISOString().replaceAll(/[:.]/g, "-")}`);
  const files: string[] = [];
  const problems: string[] = [];
  for (const name of names) {
    const target = targetOf(name, host);
    const source = join(stage, name);
    if (target === undefined) {
      problems.push(`${name} was not restored: no data folder is set`);
    } else if (!isSame(source, target)) {
      try {
        if (name === DATABASE) {
          for (const part of [target, `${target}-wal`, `${target}-shm`])
            putAside(part, join(aside, part.slice(home.length)));
          moveIntoPlace(source, target);
        } else {
          if (existsSync(target))
            writeWhole(join(aside, name), readFileSync(target), runtime, { mode: statSync(target).mode });
          writeWhole(target, readFileSync(source), runtime, { mode: statSync(source).mode });
        }
        giveTo(home, target);
        files.push(name);
      } catch (error) {
        problems.push(`${target} can't be written: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  return { files, aside: existsSync(aside) ? aside : undefined, problems };
}

function targetOf(name: string, { dataDir, mapsFolder, configFile }: HostFiles): string | undefined {
  if (name === SETTINGS) return resolve(configFile);
  if (MAP.test(name)) return join(mapsFolder, name.slice("maps/".length));
  return dataDir ? join(resolve(dataDir), name) : undefined;
}

const isSame = (source: string, target: string): boolean =>
  existsSync(target) && readFileSync(source).equals(readFileSync(target));

function putAside(path: string, to: string): void {
  if (!existsSync(path)) return;
  mkdirSync(dirname(to), { recursive: true });
  renameSync(path, to);
}

/** Root may restore for a server that runs as another user. The owner of the folder must be able to read the files. */
function giveTo(home: string, path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(home);
  chownSync(path, uid, gid);
}
