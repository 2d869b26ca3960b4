import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { buildIdOf } from "./build-id.ts";
import { bundleRules } from "./bundle-rules.ts";

const FOLDER = fileURLToPath(new URL("../packages/shared-state/dist/rules/", import.meta.url));

/**
 * Bundles the rules for a server that runs from its sources, and for a build, unless that has been done for these
 * sources. A file with the id of the build says which rules are its own.
 */
export async function ensureRules(): Promise<void> {
  const marker = join(FOLDER, `${buildIdOf()}.json`);
  if (existsSync(marker)) return;
  const { code, hash } = await bundleRules();
  mkdirSync(FOLDER, { recursive: true });
  for (const name of readdirSync(FOLDER)) rmSync(join(FOLDER, name));
  writeFileSync(join(FOLDER, `${hash}.js`), code);
  writeFileSync(marker, JSON.stringify({ hash }));
}
