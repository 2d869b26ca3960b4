import { execFileSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CACHE = fileURLToPath(new URL("../../node_modules/.cache/debian-layers/", import.meta.url));
/** Debian's folders outside of /usr are links into it. */
const MERGED = ["bin", "sbin", "lib", "lib64"];
/**
 * Shows a program the unpacked packages as if they were installed, in namespaces of its own. That needs no root. The
 * program itself has a plain user's number, because daemons that believe to be root want to become somebody else.
 */
const IN_LAYER = `mount -t overlay overlay -o "lowerdir=$0:/usr" /usr && exec unshare --user --map-user=1000 --map-group=1000 "$@"`;

/** Programs of Debian packages, as if these were installed. */
export interface DebianLayer {
  /** Returns the command line that runs a program in the layer. The process keeps its number, so it can be signalled. */
  command(program: string, ...args: readonly string[]): readonly [file: string, ...args: string[]];
}

/**
 * Packages with everything that they need and this machine lacks, unpacked into `node_modules/.cache`. Their programs find
 * modules, libraries and data at the usual places. Otherwise returns the reason in one line.
 */
export function findLayer(name: string, packages: readonly string[] = [name]): DebianLayer | { missing: string } {
  const folder = join(CACHE, name);
  try {
    if (!existsSync(folder)) download(folder, packages);
    const layer = layerAt(join(folder, "usr"));
    const [file, ...args] = layer.command("true");
    execFileSync(file, args, { stdio: "pipe" });
    return layer;
  } catch (error) {
    return { missing: `${name}: ${reasonOf(error)}` };
  }
}

function layerAt(usr: string): DebianLayer {
  return { command: (...command) => ["unshare", "--map-root-user", "--mount", "sh", "-c", IN_LAYER, usr, ...command] };
}

/** Returns the last line of what a command wrote, which says why it failed. */
function reasonOf(error: unknown): string {
  const { stderr, message } = error as { stderr?: Buffer; message: string };
  return stderr?.toString().trim().split("\n").at(-1) || (message.split("\n")[0] ?? "");
}

/** Downloads to a temporary folder and renames it, so that a parallel process finds all of it or nothing. */
function download(target: string, packages: readonly string[]): void {
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(join(CACHE, "unpacking-"));
  const [files, archives, state, cache] = ["files", "archives", "apt-state", "apt-cache"].map((name) =>
    join(work, name),
  ) as [string, string, string, string];
  for (const folder of [join(files, "usr"), archives, join(state, "lists/partial"), join(cache, "archives/partial")]) {
    mkdirSync(folder, { recursive: true });
  }
  for (const name of MERGED) {
    mkdirSync(join(files, "usr", name));
    symlinkSync(`usr/${name}`, join(files, name));
  }
  const apt = (...args: string[]): string => {
    const own = [`Dir::State=${state}`, `Dir::Cache=${cache}`, "Debug::NoLocking=1", "APT::Sandbox::User="];
    const options = ["-q", ...own.flatMap((option) => ["-o", option])];
    return execFileSync("apt-get", [...options, ...args], { cwd: archives, stdio: "pipe", encoding: "utf8" });
  };
  try {
    apt("update");
    const plan = apt("--simulate", "install", "--no-install-recommends", ...packages);
    const missing = Array.from(plan.matchAll(/^Inst (\S+)/gm), ([, found = ""]) => found);
    // An installed package is not in the plan, and then its programs are there anyway.
    if (missing.length > 0) apt("download", ...missing);
    for (const file of globSync(join(archives, "*.deb"))) {
      execFileSync("dpkg", ["-x", file, files], { stdio: "pipe" });
    }
    if (!existsSync(target)) renameSync(files, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
