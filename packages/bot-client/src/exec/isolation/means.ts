import { spawnSync } from "node:child_process";

/** What one program may hold. Node alone reserves 0.6 GB of data, of which it uses a tenth. */
export const MAX_MEMORY_BYTES = 2 ** 30;
const MAX_DATA_BYTES = 2 ** 31;
export const MAX_PROCESSES = 64;
const MAX_FILE_BYTES = 2 ** 26;
const MAX_OPEN_FILES = 256;

/**
 * A program in a namespace of its own sees no process but its own, so it can neither signal others nor read their
 * environment; and when the first process of the namespace is killed, the kernel kills all of it.
 */
const NAMESPACE = ["unshare", "--user", "--map-current-user", "--pid", "--fork", "--kill-child", "--mount-proc", "--"];
/** Without this, the program of a root user could unmount its own /proc and see the one below. */
const NO_PRIVILEGES = ["setpriv", "--no-new-privs", "--inh-caps=-all", "--bounding-set=-all", "--"];
const LIMITS = [
  "prlimit",
  `--data=${MAX_DATA_BYTES}`,
  `--fsize=${MAX_FILE_BYTES}`,
  `--nofile=${MAX_OPEN_FILES}`,
  "--core=0",
];
/** Counts the processes of a user: of this program alone in a namespace, of everything the user runs outside of one. */
const PROCESS_LIMIT = `--nproc=${MAX_PROCESSES}`;

/** What keeps a program apart on this system. */
export interface Means {
  /** Commands that run the program and set its limits, without those of CPU time. */
  readonly wrapper: readonly string[];
  /** Whether other processes are out of its sight and reach. */
  readonly hasNamespace: boolean;
  readonly hasLimits: boolean;
}

let known: Means | undefined;

/** What this system offers, found out by trying it once. */
export function means(): Means {
  known ??= findMeans();
  return known;
}

/** What protection is missing on this system, a line for each kind; nothing on a usual Linux. */
export function missingProtection({ hasNamespace, hasLimits } = means()): string[] {
  return [
    ...(hasLimits ? [] : ["There is no prlimit here: programs have no limits on memory, files and processes."]),
    ...(hasNamespace
      ? []
      : ["There are no user namespaces here: programs can signal and inspect your other processes (docs/bots.md)."]),
  ];
}

/** The command that runs `command` with what `means` offer, for at most `cpuSeconds` per process. */
export function wrap({ wrapper, hasLimits }: Means, command: readonly string[], cpuSeconds?: number): string[] {
  const cpu = hasLimits && cpuSeconds !== undefined ? ["prlimit", `--cpu=${cpuSeconds}`, "--"] : [];
  return [...wrapper, ...cpu, ...command];
}

function findMeans(): Means {
  const limits = works([...LIMITS, "--"]) ? LIMITS : [];
  const isolated = [...NAMESPACE, ...(limits.length > 0 ? [...limits, PROCESS_LIMIT, "--"] : []), ...NO_PRIVILEGES];
  const hasLimits = limits.length > 0;
  if (works(isolated)) return { wrapper: isolated, hasNamespace: true, hasLimits };
  return { wrapper: hasLimits ? [...limits, "--"] : [], hasNamespace: false, hasLimits };
}

function works([file, ...args]: readonly string[]): boolean {
  if (file === undefined || process.platform !== "linux") return false;
  return spawnSync(file, [...args, "true"], { stdio: "ignore", timeout: 10_000 }).status === 0;
}
