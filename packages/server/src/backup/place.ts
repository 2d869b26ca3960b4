import { dirname, join, resolve } from "node:path";

import type { Disk, Platform } from "../storage/disk.ts";
import { makeFolder, moveIntoPlace, writeWhole } from "../storage/write-whole.ts";
import { DATABASE, MAP, SETTINGS, type HostFiles } from "./contents.ts";

/** Only the user that runs the server may read the file. */
const PRIVATE_MODE = 0o600;

/** The result of a restore. */
export interface Restored {
  /** Names of the files that were restored, without those that were equal already. */
  readonly files: readonly string[];
  /** The folder to which the previous files were moved; undefined when there were none. */
  readonly aside: string | undefined;
  /** A sentence for each file that could not be written. */
  readonly problems: readonly string[];
}

/** Where a restore works. */
export interface Folders {
  /** The unpacked archive. */
  readonly stage: string;
  /** The folder of the statistics, or of the settings. */
  readonly home: string;
}

/** Moves the files of an archive to their places. Each of them has its previous or its new contents at any time. */
export function place(
  names: readonly string[],
  { stage, home }: Folders,
  host: HostFiles,
  platform: Platform,
): Restored {
  const { disk, runtime } = platform;
  const aside = join(home, `before-restore-${new Date(runtime.wallTime()).toISOString().replaceAll(/[:.]/g, "-")}`);
  const files: string[] = [];
  const problems: string[] = [];
  for (const name of names) {
    const target = targetOf(name, host);
    const source = join(stage, name);
    if (target === undefined) {
      problems.push(`${name} was not restored: no data folder is set`);
    } else if (!isSame(disk, source, target)) {
      try {
        if (name === DATABASE) {
          for (const part of [target, `${target}-wal`, `${target}-shm`])
            putAside(disk, part, join(aside, part.slice(home.length)));
          moveIntoPlace(disk, source, target);
        } else {
          if (disk.look(target)) copy(target, join(aside, name), platform);
          copy(source, target, platform);
        }
        disk.giveTo(target, home);
        files.push(name);
      } catch (error) {
        problems.push(`${target} can't be written: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  return { files, aside: disk.look(aside) ? aside : undefined, problems };
}

function targetOf(name: string, { dataDir, mapsFolder, configFile }: HostFiles): string | undefined {
  if (name === SETTINGS) return resolve(configFile);
  if (MAP.test(name)) return join(mapsFolder, name.slice("maps/".length));
  return dataDir ? join(resolve(dataDir), name) : undefined;
}

const isSame = (disk: Disk, source: string, target: string): boolean =>
  disk.look(target) !== undefined && disk.read(source).equals(disk.read(target));

function copy(from: string, to: string, platform: Platform): void {
  const { disk } = platform;
  writeWhole(to, disk.read(from), platform, { mode: disk.look(from)?.mode ?? PRIVATE_MODE });
}

function putAside(disk: Disk, path: string, to: string): void {
  if (!disk.look(path)) return;
  makeFolder(disk, dirname(to));
  disk.rename(path, to);
}
