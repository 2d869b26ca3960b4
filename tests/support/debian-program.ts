import { execFileSync } from "node:child_process";
import { existsSync, globSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const CACHE = fileURLToPath(new URL("../../node_modules/.cache/debian/", import.meta.url));
/** Where Debian puts daemons; it is on the path of root alone. */
const FOLDERS = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];

/**
 * The program `name`: the one installed, or that of Debian's package of the same name, unpacked into `node_modules/.cache`
 * without asking for root. Otherwise why there is none, in one line.
 */
export function findProgram(name: string): { path: string } | { missing: string } {
  const installed = FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path));
  const path = installed ?? unpacked(name);
  if (path) return { path };
  try {
    download(name);
  } catch (error) {
    const [why] = (error instanceof Error ? error.message : String(error)).split("\n");
    return { missing: `${name} is not installed, and Debian's package is not to be had: ${why}` };
  }
  const fetched = unpacked(name);
  return fetched ? { path: fetched } : { missing: `Debian's package ${name} has no program of that name` };
}

const unpacked = (name: string): string | undefined => globSync(join(CACHE, name, `usr/{bin,sbin}/${name}`))[0];

function download(name: string): void {
  const folder = join(CACHE, name);
  const state = join(CACHE, "apt-state");
  const cache = join(CACHE, "apt-cache");
  for (const made of [folder, join(state, "lists/partial"), join(cache, "archives/partial")])
    mkdirSync(made, { recursive: true });
  const apt = (...args: string[]): void => {
    const own = [`Dir::State=${state}`, `Dir::Cache=${cache}`, "Debug::NoLocking=1", "APT::Sandbox::User="];
    execFileSync("apt-get", ["-q", ...own.flatMap((option) => ["-o", option]), ...args], {
      cwd: folder,
      stdio: "pipe",
    });
  };
  apt("update");
  apt("download", name);
  for (const file of globSync(join(folder, "*.deb"))) execFileSync("dpkg", ["-x", file, folder], { stdio: "pipe" });
}
