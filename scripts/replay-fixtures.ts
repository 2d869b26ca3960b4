// Records a small replay of each mode by the rules of this version, and puts it with the rules into tests/fixtures/. Run
// it before a release whose rules differ from those of the last one: npm run replay:fixtures
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

import { bundleRules } from "../build/bundle-rules.ts";

const FIXTURES = fileURLToPath(new URL("../tests/fixtures/replays/", import.meta.url));
const { code, hash } = await bundleRules();
const folder = join(FIXTURES, hash);
if (existsSync(folder)) {
  console.log(`${hash} has fixtures already`);
  process.exit(0);
}
const { status } = spawnSync(
  "vitest",
  ["run", "--project", "mocked", "tests/netcode/replays.mocked.test.ts", "--silent"],
  {
    stdio: "inherit",
    env: { ...process.env, REPLAY_FIXTURES: folder, REPLAY_RULES: hash },
    // On Windows npm's commands are scripts of the shell.
    shell: process.platform === "win32",
  },
);
if (status !== 0) process.exit(status ?? 1);
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "rules.js.br"), brotliCompressSync(code));
console.log(`wrote ${folder}`);
