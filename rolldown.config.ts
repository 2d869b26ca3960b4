import { globSync, statSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "rolldown";

import { buildIdOf } from "./build/build-id.ts";
import { ensureRules } from "./build/ensure-rules.ts";
import { placeFiles } from "./build/place-files.ts";

/** Programs are written here first: what a running server has open in `folder` is replaced file by file, each of them whole. */
const STAGE = "node_modules/.cache/build";

/** The server and its bots as plain programs, with the built page and the maps beside them: one folder to run anywhere. */
export const configFor = (folder: string) =>
  defineConfig({
    input: {
      server: "packages/server/src/start.ts",
      bots: "packages/bot-client/src/main.ts",
      "storage-worker": "packages/server/src/storage/worker.ts",
      "replay-worker": "packages/server/src/replays/worker.ts",
    },
    platform: "node",
    // What libraries look for and do without: native helpers, a process manager's probe; and what only development needs.
    external: ["bufferutil", "utf-8-validate", "pg-native", "@pm2/io", "vite"],
    transform: { define: { FRAY_BUNDLED: "true", FRAY_BUILD: JSON.stringify(buildIdOf()) } },
    // One library reaches for Node's zlib by `eval`, so that bundlers for browsers don't see it.
    checks: { eval: false },
    output: {
      dir: STAGE,
      format: "esm",
      entryFileNames: "[name].mjs",
      chunkFileNames: "lib/[name]-[hash].mjs",
      cleanDir: true,
    },
    plugins: [
      { name: "rules", buildStart: ensureRules },
      {
        name: "place-files",
        writeBundle({ dir = STAGE }) {
          const files = new Map([
            ...filesIn(dir, ""),
            ...filesIn("packages/game-client/dist", "client"),
            ...filesIn("maps", "maps"),
            ...filesIn("packages/shared-state/dist/rules", "rules"),
          ]);
          for (const note of placeFiles(files, folder)) console.warn(note);
        },
      },
    ],
  });

/** The files below a folder, by their paths under another. */
const filesIn = (folder: string, under: string): [string, string][] =>
  globSync("**", { cwd: folder }).flatMap((name) => {
    const source = join(folder, name);
    return statSync(source).isFile() ? [[join(under, name), source]] : [];
  });

export default configFor("dist");
