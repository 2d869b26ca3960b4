import { readdirSync, readFileSync } from "node:fs";

/**
 * The kernel reports the CPU time of every program in hundredths of a second. The rate of its internal clock does not
 * matter.
 */
const MS_PER_TICK = 10;

/** The resources that a program and all its descendants hold. */
export interface Holdings {
  readonly memoryBytes: number;
  readonly processes: number;
}

/** The CPU activity of a program and all its descendants. */
export interface Activity {
  /** CPU time since the start of these processes. */
  readonly cpuMs: number;
  /** Whether one of the processes computes, or waits for a core. */
  readonly isAwake: boolean;
}

interface Row {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  readonly state: string;
  readonly cpuMs: number;
}

/**
 * The list of all processes is read again when it is older than this, in ms. Until then only the program's own
 * processes are read.
 */
const MAX_AGE_MS = 500;

/**
 * Returns the activity of the process `leader`, its group, its session and all descendants. Undefined on systems
 * without /proc.
 */
export function activityOf(leader: number): Activity | undefined {
  if (process.platform !== "linux") return undefined;
  const rows = membersOf(leader).flatMap(({ pid }) => readRow(pid) ?? []);
  return {
    cpuMs: rows.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    isAwake: rows.some(({ state }) => isAwake(state)) || rows.some(({ pid }) => hasAwakeThread(pid)),
  };
}

/** Returns the resources that a program and all its descendants hold. Undefined on systems without /proc. */
export function holdingsOf(leader: number): Holdings | undefined {
  if (process.platform !== "linux") return undefined;
  const rows = membersOf(leader);
  return { memoryBytes: rows.reduce((sum, { pid }) => sum + residentBytes(pid), 0), processes: rows.length };
}

function membersOf(leader: number): Row[] {
  const members = new Map<number, Row>();
  const rest = new Set(allRows());
  for (let before = -1; before !== members.size;) {
    before = members.size;
    for (const row of rest) {
      const { pid, parent, group, session } = row;
      if (![pid, group, session].includes(leader) && !members.has(parent)) continue;
      members.set(pid, row);
      rest.delete(row);
    }
  }
  return [...members.values()];
}

// The platform's clock, not a runtime's: the processes that are listed live in real time.
let newest: { readonly rows: readonly Row[]; readonly at: number } = { rows: [], at: -Infinity };

function allRows(): readonly Row[] {
  if (performance.now() - newest.at > MAX_AGE_MS)
    newest = { rows: numbersIn("/proc").flatMap((pid) => readRow(Number(pid)) ?? []), at: performance.now() };
  return newest.rows;
}

/** Returns the row of a process; undefined when the process has ended. */
function readRow(pid: number): Row | undefined {
  const fields = statOf(`/proc/${pid}/stat`);
  if (!fields) return undefined;
  const [state = "", parent, group, session] = fields;
  // CPU time of the process and of the children it has waited for, in user and in system mode.
  const cpuMs = fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * MS_PER_TICK, 0);
  return { pid, parent: Number(parent), group: Number(group), session: Number(session), state, cpuMs };
}

/** `D` is an uninterruptible wait for a disk, for which the program is not responsible. */
const isAwake = (state: string | undefined): boolean => state === "R" || state === "D";

const hasAwakeThread = (pid: number): boolean =>
  numbersIn(`/proc/${pid}/task`).some((thread) => isAwake(statOf(`/proc/${pid}/task/${thread}/stat`)?.[0]));

function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`) ?? "")?.[1] ?? 0;
  return Number(kilobytes) * 1024;
}

/** The fields after the name, which may contain anything. */
function statOf(path: string): string[] | undefined {
  const text = read(path);
  return text?.slice(text.lastIndexOf(")") + 2).split(" ");
}

/** Returns the text of a process's file in `/proc`; undefined when the process has ended. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return undefined;
  }
}

function numbersIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}
