import { spawnSync } from "node:child_process";

/** Memory limit of one program. Node alone reserves 0.6 GB of data, and uses a tenth of it. */
export const MAX_MEMORY_BYTES = 2 ** 30;
const MAX_DATA_BYTES = 2 ** 31;
export const MAX_PROCESSES = 64;
const MAX_FILE_BYTES = 2 ** 26;
const MAX_OPEN_FILES = 256;

/**
 * A program in its own namespace sees no process but its own, so it can neither signal others nor read their
 * environment. When the first process of the namespace is killed, the kernel kills all the others in it.
 */
const NAMESPACE = ["unshare", "--user", "--map-current-user", "--pid", "--fork", "--kill-child", "--mount-proc", "--"];
/** Stops a root user's program from unmounting its own /proc and seeing the host's /proc below it. */
const NO_PRIVILEGES = ["setpriv", "--no-new-privs", "--inh-caps=-all", "--bounding-set=-all", "--"];
const LIMITS = [
  "prlimit",
  `--data=${MAX_DATA_BYTES}`,
  `--fsize=${MAX_FILE_BYTES}`,
  `--nofile=${MAX_OPEN_FILES}`,
  "--core=0",
];
/** Limits the number of processes of a user: in a namespace only this program's, outside all processes of the user. */
const PROCESS_LIMIT = `--nproc=${MAX_PROCESSES}`;

/** The means by which this system isolates a program. */
export interface Means {
  /** Commands that run the program and set its limits, except CPU time. */
  readonly wrapper: readonly string[];
  /** Whether the program can neither see nor signal other processes. */
  readonly hasNamespace: boolean;
  readonly hasLimits: boolean;
}

let known: Means | undefined;

/** Returns the isolation that this system offers. It is found by trying it once. */
export function means(): Means {
  known ??= findMeans();
  return known;
}

/** Lists the protections that this system lacks, one line each. Empty on a usual Linux. */
export function missingProtection({ hasNamespace, hasLimits } = means()): string[] {
  return [
    ...(hasLimits ? [] : ["There is no prlimit here: programs have no limits on memory, files and processes."]),
    ...(hasNamespace
      ? []
      : ["There are no user namespaces here: programs can signal and inspect your other processes (docs/bots.md)."]),
  ];
}

/** Builds the command that runs `command` with the isolation of `means`, for at most `cpuSeconds` per process. */
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
