import { readFileSync } from "node:fs";

/** The used fields of a `package.json`. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly exports?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional: boolean }>>;
}

/** Reads the manifest of a folder. Throws Node's own errors. */
export const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(`${folder}/package.json`, "utf8")) as Manifest;

/** Replaces each source `./src/x.ts`, which the workspace runs, by the compiled file and its types. */
function publishedExports(exports: Readonly<Record<string, string>> = {}) {
  const published = (path: string, extension: string): string =>
    path.replace("./src/", "./dist/").replace(/\.ts$/, extension);
  return Object.fromEntries(
    Object.entries(exports).map(([name, path]) => [
      name,
      { types: published(path, ".d.ts"), default: published(path, ".js") },
    ]),
  );
}

/** Returns the installed version of a dependency of `folder`. The workspace writes `catalog:` for most of them. */
const installedVersion = (folder: string, dependency: string): string =>
  readManifest(`${folder}/node_modules/${dependency}`).version;

const withVersions = (folder: string, names: readonly string[], prefix: string) =>
  Object.fromEntries(names.map((name) => [name, `${prefix}${installedVersion(folder, name)}`]));

/**
 * Returns the manifest of a package in `folder` for its compiled form. Its archive contains the packages in
 * `bundled`.
 */
export function publishedManifest(folder: string, bundled: readonly string[]) {
  const {
    name,
    version,
    description,
    exports,
    bin,
    dependencies = {},
    peerDependencies = {},
    peerDependenciesMeta,
  } = readManifest(folder);
  const external = Object.keys(dependencies).filter((dependency) => !bundled.includes(dependency));
  return {
    name,
    version,
    description,
    license: "MIT",
    type: "module",
    sideEffects: false,
    engines: { node: ">=22" },
    exports: publishedExports(exports),
    ...(bin && {
      bin: Object.fromEntries(
        Object.entries(bin).map(([command, path]) => [
          command,
          path.replace("./src/", "dist/").replace(/\.ts$/, ".js"),
        ]),
      ),
    }),
    dependencies: {
      ...withVersions(folder, external, "^"),
      ...Object.fromEntries(bundled.map((dependency) => [dependency, installedVersion(folder, dependency)])),
    },
    peerDependencies: withVersions(folder, Object.keys(peerDependencies), "^"),
    ...(peerDependenciesMeta && { peerDependenciesMeta }),
    ...(bundled.length > 0 && { bundleDependencies: bundled }),
  };
}
