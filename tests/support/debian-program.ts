import { execFileSync } from "node:child_process";
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { delimiter, isAbsolute, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const CACHE = fileURLToPath(new URL("../../node_modules/.cache/debian/", import.meta.url));
/** Where Debian puts daemons; it is on the path of root alone. */
const FOLDERS = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];

/** A path, or why there is none, in one line. */
export type Found = { readonly path: string } | { readonly missing: string };

/**
 * The program `name`: the one installed, or that of Debian's `packages`, unpacked into `node_modules/.cache` without asking
 * for root. Otherwise why there is none, in one line.
 */
export function findProgram(name: string, packages: readonly string[] = [name]): Found {
  const installed = FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (installed) return { path: installed };
  return findUnpacked(name, packages, `usr/{bin,sbin}/${name}`);
}

/** What matches `pattern` in Debian's `packages`, unpacked in the same way into a folder `name`. */
export function findUnpacked(name: string, packages: readonly string[], pattern: string): Found {
  const unpacked = (): string | undefined => globSync(join(CACHE, name, pattern))[0];
  const path = unpacked();
  if (path) return { path };
  if (packages.length === 0) return { missing: `${name} is not installed` };
  try {
    download(name, packages);
  } catch (error) {
    const [why] = (error instanceof Error ? error.message : String(error)).split("\n");
    return { missing: `${name} is not installed, and Debian's package is not to be had: ${why}` };
  }
  const fetched = unpacked();
  return fetched ? { path: fetched } : { missing: `Debian's package ${name} has no program of that name` };
}

/** Where the libraries are that came with the program `name`, as the loader wants to be told; "" where it was installed. */
export const librariesOf = (name: string): string => globSync(join(CACHE, name, "usr/lib/*-linux-*")).join(":");

/** Downloads to a temporary folder and renames it, so that a parallel process finds all of it or nothing. */
function download(name: string, packages: readonly string[]): void {
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, "unpacking-"));
  const [folder, state, cache] = [join(work, "files"), join(work, "apt-state"), join(work, "apt-cache")];
  for (const made of [folder, join(state, "lists/partial"), join(cache, "archives/partial")])
    mkdirSync(made, { recursive: true });
  const apt = (...args: string[]): void => {
    const own = [`Dir::State=${state}`, `Dir::Cache=${cache}`, "Debug::NoLocking=1", "APT::Sandbox::User="];
    execFileSync("apt-get", ["-q", ...own.flatMap((option) => ["-o", option]), ...args], {
      cwd: folder,
      stdio: "pipe",
    });
  };
  try {
    apt("update");
    apt("download", ...packages);
    for (const file of globSync(join(folder, "*.deb"))) execFileSync("dpkg", ["-x", file, folder], { stdio: "pipe" });
    keepLinksInside(folder);
    if (!existsSync(join(CACHE, name))) renameSync(folder, join(CACHE, name));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Makes absolute links to files of the packages lead to the unpacked ones. */
function keepLinksInside(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) continue;
    const link = join(entry.parentPath, entry.name);
    const target = readlinkSync(link);
    if (!isAbsolute(target) || !existsSync(join(folder, target))) continue;
    rmSync(link);
    symlinkSync(relative(entry.parentPath, join(folder, target)), link);
  }
}
