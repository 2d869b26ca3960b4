import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where the group `processes` has the programs built for its tests. */
export const BUILT_PROGRAMS = fileURLToPath(new URL("../../node_modules/.cache/programs/", import.meta.url));

const { BUILT_PROGRAMS: built } = process.env;
const inRepository = (path: string): string => fileURLToPath(new URL(`../../packages/${path}`, import.meta.url));

/** The server's sources, which `npm start` runs. */
export const SERVER_SOURCE = inRepository("server/src/main.ts");
/** The server that tests start. A built one starts in a quarter of the time of its sources. */
export const SERVER_PROGRAM = built ? join(built, "server.mjs") : SERVER_SOURCE;
/** The bots' command line. */
export const BOTS_PROGRAM = built ? join(built, "bots.mjs") : inRepository("bot-client/src/main.ts");
/** The folder of the page that this server sends. */
export const SERVED_PAGE = built ? join(built, "client/") : inRepository("game-client/dist/");

/** Keeps compiled modules, which halves the time of a start. */
export const COMPILE_CACHE = {
  NODE_COMPILE_CACHE: fileURLToPath(new URL("../../node_modules/.cache/compiled/", import.meta.url)),
};
