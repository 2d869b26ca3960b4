import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Writable } from "node:stream";

/**
 * Keeps the newest list of process groups it has read. When its input ends, it kills them and removes the folder that is
 * its argument.
 */
const SCRIPT = `while read -r line; do groups=$line; done
for group in $groups; do kill -s KILL -- "-$group"; done
rm -rf -- "$1"`;

const guarded = new Set<number>();
let watchdog: Writable | undefined;
let folder: string | undefined;

/** Returns the parent folder of all working folders. The folder is removed however this process ends. */
export function guardedFolder(): string {
  folder ??= mkdtempSync(join(tmpdir(), "fray-bots-"));
  return folder;
}

/**
 * Makes the watchdog kill a process group when this process ends, however it ends. A process that is itself killed
 * cannot do that. The watchdog is a shell in a separate session that waits for the end of its input.
 */
export function guardGroup(group: number): void {
  guarded.add(group);
  tell();
}

/** Kills the rest of a process group, and stops guarding it. */
export function endGroup(group: number): void {
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // No process of the group exists any more.
  }
  guarded.delete(group);
  tell();
}

function tell(): void {
  if (process.platform === "win32") return;
  watchdog ??= startWatchdog();
  watchdog.write(`${[...guarded].join(" ")}\n`);
}

function startWatchdog(): Writable {
  const shell = spawn("/bin/sh", ["-c", SCRIPT, "sh", guardedFolder()], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    env: { PATH: "/usr/bin:/bin" },
  });
  const forget = (): void => {
    watchdog = undefined;
  };
  shell.once("error", forget).once("exit", forget);
  shell.stdin.on("error", forget);
  // Neither the shell nor its input keeps this process alive.
  shell.unref();
  if ("unref" in shell.stdin && typeof shell.stdin.unref === "function") shell.stdin.unref();
  return shell.stdin;
}
