import { join } from "node:path";
import { z } from "zod";

import { ConfigError } from "../config/config-error.ts";
import { loadConfig } from "../config/load-config.ts";
import type { Config } from "../config/schema.ts";
import { HELP } from "../config/sources.ts";
import { nameTagOf } from "../replays/name-tag.ts";
import { forgetNames, idsIn, replayPath } from "../replays/replay-files.ts";
import type { Platform } from "../storage/disk.ts";
import { findSecret, Identities } from "../storage/identity.ts";
import { askBy, type Ask } from "../storage/queries.ts";
import { Store } from "../storage/store.ts";

export const PLAYER_USAGE = `Usage: npm run player -- export|delete IDENTITY [options of the server]

  export  prints everything that is stored about a player, as JSON
  delete  deletes it, and the name in all replays of this data folder

Stop the server first, or use its page /admin/, which also removes the player from its rooms.
The identity stands in /admin/ and in reports.`;

interface Outcome {
  readonly lines: readonly string[];
  readonly isDone: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Runs `npm run player`. Throws a `ConfigError` with a sentence for a command that can't be run. */
export async function runPlayerCommand(
  [what, identity, ...flags]: readonly string[],
  env: Env,
  platform: Platform,
): Promise<Outcome> {
  const run = COMMANDS[what ?? ""];
  const id = z.uuid().safeParse(identity).data;
  if (!run || id === undefined) return { lines: [PLAYER_USAGE], isDone: what === "--help" };
  const config = loadConfig(flags, env);
  if (config === HELP) return { lines: [PLAYER_USAGE], isDone: true };
  const store = await Store.open(databaseOf(config, platform));
  try {
    return await run(id, { ask: askBy((query) => store.answer(query)), config, platform });
  } finally {
    await store.close();
  }
}

interface Opened {
  readonly ask: Ask;
  readonly config: Config;
  readonly platform: Platform;
}

const COMMANDS: Readonly<Record<string, (id: string, opened: Opened) => Promise<Outcome>>> = {
  export: async (id, { ask }) => ({
    lines: [JSON.stringify(await ask("exportPlayer", id), undefined, 2)],
    isDone: true,
  }),
  delete: async (id, { ask, config, platform }) => {
    const { disk, runtime } = platform;
    // The number of a person, by which reports know who said a line, can't be computed without the secret.
    const secret = config.secret ? Buffer.from(config.secret) : findSecret(join(config.dataDir, "secret"), disk);
    if (!secret) throw new ConfigError("--secret: the secret of the server is needed, or the data folder that has it");
    const person = new Identities(secret, runtime).personOf(id);
    await ask("deletePlayer", { playerId: id, person, keepsOpenReports: false });
    const folder = join(config.dataDir, "replays");
    const replays = config.dataDir !== "" && disk.look(folder) ? idsIn(folder, disk) : [];
    const named = replays.filter((replay) =>
      forgetNames(replayPath(folder, replay), Buffer.from(nameTagOf(secret, replay, id)).toString("hex"), platform),
    );
    return {
      lines: [`Deleted what was stored about ${id}, and the name in ${named.length} of ${replays.length} replays.`],
      isDone: true,
    };
  },
};

/** Location of the database. An SQLite file that is not there is not created. */
function databaseOf({ databaseUrl, dataDir }: Config, { disk }: Platform): string {
  if (databaseUrl) return databaseUrl;
  const path = join(dataDir, "fray.sqlite");
  if (dataDir === "" || !disk.look(path)) throw new ConfigError(`--data-dir: there is no database at ${path}`);
  return path;
}
