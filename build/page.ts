import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { hashOfFiles } from "../packages/netcode/src/build/index.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
/** Everything that the page is built from. The lock file stands for the packages of others. */
const INPUTS = [
  "build",
  ...["index.html", "package.json", "phaser-parts.ts", "src", "vite.config.ts", "watch-head.ts"].map(
    (name) => `packages/game-client/${name}`,
  ),
  "packages/netcode/src",
  "packages/shared-state/src",
  "pnpm-lock.yaml",
  "pnpm-workspace.yaml",
];
const PAGE = join(ROOT, "packages/game-client/dist/index.html");
const CACHE = join(ROOT, "node_modules/.cache/fray");
const BUILT_FROM = join(CACHE, "page-inputs");

// A build takes 400 MB of memory and several seconds, and most starts follow no change.
const inputs = hashOfFiles(ROOT, INPUTS);
const isCurrent = existsSync(PAGE) && existsSync(BUILT_FROM) && readFileSync(BUILT_FROM, "utf8") === inputs;
if (!isCurrent) {
  const { status } = spawnSync("vite", ["build", "packages/game-client", "--logLevel", "warn"], {
    cwd: ROOT,
    stdio: "inherit",
    // A developer's shell, or a runner of tests, may ask for the page with its tools for development.
    env: { ...process.env, NODE_ENV: "production" },
    // On Windows npm's commands are scripts of the shell.
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(BUILT_FROM, inputs);
}
