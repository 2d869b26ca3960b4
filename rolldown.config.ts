import { cpSync } from "node:fs";
import { defineConfig } from "rolldown";

/** The server and its bots as plain programs, with the built page and the maps beside them: one folder to run anywhere. */
export default defineConfig({
  input: {
    server: "packages/server/src/main.ts",
    bots: "packages/bot-client/src/main.ts",
    "storage-worker": "packages/server/src/storage/worker.ts",
  },
  platform: "node",
  // What libraries look for and do without: native helpers, a process manager's probe; and what only development needs.
  external: ["bufferutil", "utf-8-validate", "pg-native", "@pm2/io", "vite"],
  transform: { define: { FRAY_BUNDLED: "true" } },
  // One library reaches for Node's zlib by `eval`, so that bundlers for browsers don't see it.
  checks: { eval: false },
  output: {
    dir: "dist",
    format: "esm",
    entryFileNames: "[name].mjs",
    chunkFileNames: "lib/[name]-[hash].mjs",
    cleanDir: true,
  },
  plugins: [
    {
      name: "beside-the-programs",
      writeBundle({ dir = "dist" }) {
        cpSync("packages/game-client/dist", `${dir}/client`, { recursive: true });
        cpSync("maps", `${dir}/maps`, { recursive: true });
      },
    },
  ],
});
