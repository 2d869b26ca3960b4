import { spawn, type ChildProcessByStdio } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

import type { Command } from "../command.ts";
import { findProgram, withFullPaths } from "./find-program.ts";
import { means, wrap } from "./means.ts";
import { guardedFolder, guardGroup } from "./watchdog.ts";

export type IsolatedProcess = ChildProcessByStdio<Writable, Readable, Readable>;

/** The only environment variables that a program inherits: enough to start. */
const PASSED_ON = ["PATH", "SystemRoot", "PATHEXT"];

/** Makes a new working folder for a program. */
export const createFolder = (): string => mkdtempSync(join(guardedFolder(), "bot-"));

/** Removes the folder with all files that the program has left there. */
export function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // A program may leave files that can't be removed; they are in the folder for temporary files.
  }
}

/**
 * Starts a program in isolation: with an empty environment, its own working folder and process group, and resource
 * limits on systems that have them. `cpuSeconds` is the CPU limit of each of its processes. Throws when there is no
 * such program.
 */
export function startIsolated(command: Command, folder: string, cpuSeconds?: number): IsolatedProcess {
  const program = findProgram(command.file);
  if (program === undefined) throw new Error(`there is no program ${command.file} (ENOENT)`);
  const { args } = withFullPaths(command);
  const [file = program, ...rest] = wrap(means(), [program, ...args], cpuSeconds);
  const env = Object.fromEntries(PASSED_ON.flatMap((name) => (name in process.env ? [[name, process.env[name]]] : [])));
  const child = spawn(file, rest, {
    stdio: ["pipe", "pipe", "pipe"],
    cwd: folder,
    // With this language, Python reads and writes UTF-8. Without HOME, Python still finds the packages of its user.
    env: { ...env, LANG: "C.UTF-8", TMPDIR: folder },
    // On Windows, a detached process opens a window, and there are no process groups.
    detached: process.platform !== "win32",
  });
  if (child.pid !== undefined) guardGroup(child.pid);
  return child;
}
