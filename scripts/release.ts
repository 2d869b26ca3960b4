import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { bundleRules } from "../build/bundle-rules.ts";
import { builtFilesOf } from "../build/place-files.ts";
import { licencesOf } from "./release/licences.ts";
import { STARTERS } from "./release/starters.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
const name = `fray-${version}`;
const releases = join(ROOT, "dist/release");
const folder = join(releases, name);

// Replays of a released version must play for ever, so `npm test` needs some of them. A draft is not released.
const { hash } = await bundleRules();
if (!existsSync(join(ROOT, "tests/fixtures/replays", hash)) && !process.argv.includes("--draft")) {
  console.error(
    "There are no replays by the rules of this version: run `npm run replay:fixtures` and commit what it writes",
  );
  process.exit(1);
}

// Makes an archive that needs nothing but Node: the built program, the licences of what is in it, and start scripts.
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const path of builtFilesOf(join(ROOT, "dist"))) cpSync(join(ROOT, "dist", path), join(folder, path));
for (const document of ["LICENSE", "CHANGELOG.md"]) copyFileSync(join(ROOT, document), join(folder, document));
copyFileSync(join(ROOT, "docs/hosting.md"), join(folder, "HOSTING.md"));
writeFileSync(join(folder, "THIRD-PARTY-LICENSES.md"), licencesOf(ROOT));
for (const [file, text] of Object.entries(STARTERS)) {
  writeFileSync(join(folder, file), text);
  chmodSync(join(folder, file), 0o755);
}
const archive = join(releases, `${name}.tar.gz`);
// Windows has it too.
execFileSync("tar", ["-czf", archive, "-C", releases, name]);
console.log(archive);
