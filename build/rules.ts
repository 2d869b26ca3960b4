import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { buildIdOf } from "./build-id.ts";
import { bundleRules } from "./bundle-rules.ts";

/** Bundles the rules for a server that runs from its sources, unless that has been done for these sources. */
const FOLDER = fileURLToPath(new URL("../packages/shared-state/dist/rules/", import.meta.url));
const build = buildIdOf();
const marker = join(FOLDER, `${build}.json`);

if (!existsSync(marker)) {
  const { code, hash } = await bundleRules();
  mkdirSync(FOLDER, { recursive: true });
  for (const name of readdirSync(FOLDER)) rmSync(join(FOLDER, name));
  writeFileSync(join(FOLDER, `${hash}.js`), code);
  writeFileSync(marker, JSON.stringify({ hash }));
}
