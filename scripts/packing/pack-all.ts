import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { buildIdOf } from "../../build/build-id.ts";
import { publishedManifest } from "./manifest.ts";

const STAGE = "node_modules/.cache/pack";
const COMPILED = `${STAGE}/js`;
/** A client without the sources of the repository learns its build here. */
const BUILD_FILE = `${COMPILED}/bot-client/src/connection/build.js`;

interface Package {
  /** Folder under `packages/`. */
  readonly folder: string;
  /** Packages of the workspace inside the archive, because they are not published separately. */
  readonly bundled: readonly string[];
}

/** The published packages. */
const PUBLISHED: readonly Package[] = [
  { folder: "netcode", bundled: [] },
  { folder: "bot-client", bundled: ["@fray/netcode", "@fray/shared-state"] },
];

/**
 * Compiles the published packages and packs each into an archive under `target`. Call it in the root of the
 * repository. Returns the absolute paths of the archives. Throws when the compiler or npm fails.
 */
export function packAll(target: string): string[] {
  rmSync(STAGE, { recursive: true, force: true });
  run("node_modules/.bin/tsc", ["-p", "tsconfig.pack.json"], ".");
  writeFileSync(BUILD_FILE, readFileSync(BUILD_FILE, "utf8").replaceAll("FRAY_BUILD", JSON.stringify(buildIdOf())));
  mkdirSync(target, { recursive: true });
  return PUBLISHED.map((published) => pack(published, resolve(target)));
}

function pack({ folder, bundled }: Package, target: string): string {
  const stage = join(STAGE, folder);
  stagePackage(stage, folder, bundled);
  for (const name of bundled) {
    const inner = name.replace("@fray/", "");
    // A bundled package uses the dependencies of the package that contains it.
    stagePackage(join(stage, "node_modules", name), inner, []);
  }
  const packed = run("npm", ["pack", "--json", "--pack-destination", target], stage);
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  return join(target, filename);
}

function stagePackage(stage: string, folder: string, bundled: readonly string[]): void {
  const source = join("packages", folder);
  mkdirSync(stage, { recursive: true });
  cpSync(join(COMPILED, folder, "src"), join(stage, "dist"), { recursive: true });
  cpSync("LICENSE", join(stage, "LICENSE"));
  if (existsSync(join(source, "README.md"))) cpSync(join(source, "README.md"), join(stage, "README.md"));
  writeFileSync(join(stage, "package.json"), `${JSON.stringify(publishedManifest(source, bundled), null, 2)}\n`);
}

const run = (program: string, args: readonly string[], cwd: string): string =>
  execFileSync(program, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
