import { resolve } from "node:path";

import { ConfigError } from "../config/config-error.ts";
import { loadConfig } from "../config/load-config.ts";
import type { Config } from "../config/schema.ts";
import { CONFIG_FILE, HELP } from "../config/sources.ts";
import { MAPS_FOLDER } from "../paths.ts";
import type { Platform } from "../storage/disk.ts";
import { backUp } from "./back-up.ts";
import type { HostFiles } from "./contents.ts";
import { restore } from "./restore.ts";

const COMMANDS = ["backup", "restore"] as const;
export type Command = (typeof COMMANDS)[number];

const USAGE =
  "backup FILE and restore FILE need the file of the archive, and --data-dir if the data is in another folder";

/** Whether the program was started with a command that does not run a server. */
export const isCommand = (word: string | undefined): word is Command => COMMANDS.some((command) => command === word);

/** The lines to print for the host, and whether everything succeeded. */
export interface Outcome {
  readonly lines: readonly string[];
  readonly isDone: boolean;
}

/**
 * Runs `npm run backup -- FILE` or `npm run restore -- FILE`, with the settings that a server would have. Throws a
 * `ConfigError` for a command that cannot be run.
 */
export async function runCommand(
  command: Command,
  [file, ...flags]: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  platform: Platform,
): Promise<Outcome> {
  if (file === undefined || file === "" || file.startsWith("-")) throw new ConfigError(USAGE);
  const config = loadConfig(flags, env);
  if (config === HELP) return { lines: [USAGE], isDone: true };
  const host: HostFiles = { dataDir: config.dataDir, mapsFolder: MAPS_FOLDER, configFile: resolve(CONFIG_FILE) };
  const { lines, isDone } = await TELL[command](file, host, platform);
  return { lines: [...lines, ...tellRest(config)], isDone };
}

async function tellBackup(file: string, host: HostFiles, platform: Platform): Promise<Outcome> {
  try {
    const names = await backUp(file, host, platform);
    return { lines: [`${file} has ${names.join(", ")}. Keep it private.`], isDone: true };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const why = error instanceof Error ? error.message.replaceAll(/\s+/g, " ") : String(error);
    throw new ConfigError(`${file}: the backup can't be written (${why})`);
  }
}

async function tellRestore(file: string, host: HostFiles, platform: Platform): Promise<Outcome> {
  const { files, aside, problems } = await restore(file, host, platform);
  const lines = [
    files.length > 0 ? `Restored: ${files.join(", ")}.` : "Nothing had to be restored.",
    ...(aside === undefined ? [] : [`The previous files are in ${aside}.`]),
    ...problems,
  ];
  return { lines, isDone: problems.length === 0 };
}

const TELL = { backup: tellBackup, restore: tellRestore } as const;

/** Returns lines about the data that an archive does not contain. */
function tellRest({ databaseUrl, secret }: Config): string[] {
  return [
    ...(databaseUrl ? ["The statistics are in PostgreSQL: use pg_dump and pg_restore for them."] : []),
    ...(secret ? ["The secret is a setting: the archive contains it only if it is in the file of settings."] : []),
  ];
}
