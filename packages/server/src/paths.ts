import { fileURLToPath } from "node:url";

/**
 * Set by the bundler. In a bundle this module is in `lib/`, and everything is next to that folder; otherwise it is in
 * the packages of the repository.
 */
declare const FRAY_BUNDLED: true | undefined;

const isBundled = typeof FRAY_BUNDLED !== "undefined";

const locate = (inRepository: string, inBundle: string): string =>
  fileURLToPath(new URL(isBundled ? `../${inBundle}` : inRepository, import.meta.url));

/** The folder that a build creates; undefined in the repository. */
export const PROGRAM_FOLDER = isBundled ? locate("", "") : undefined;
/** Maps that a host can edit or add to. */
export const MAPS_FOLDER = locate("../../../maps/", "maps/");
/** The built page. */
export const BUILT_CLIENT_FOLDER = locate("../../game-client/dist/", "client/");
/** The page's sources, for development. A bundle has none. */
export const CLIENT_SOURCE_FOLDER = locate("../../game-client/", "client/");
export const BOTS_PROGRAM = locate("../../bot-client/src/main.ts", "bots.mjs");
export const REPLAY_WORKER = locate("replays/worker.ts", "replay-worker.mjs");
/** The rules as one file, which a build creates. */
export const RULES_FOLDER = locate("../../shared-state/dist/rules/", "rules/");
export const STORAGE_WORKER = locate("storage/worker.ts", "storage-worker.mjs");
