import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let answer: boolean | undefined;

/** Whether this system lets a test mount a small file system: only root can. */
export function canMount(): boolean {
  answer ??= process.getuid?.() === 0 && tryMount();
  return answer;
}

function tryMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "fray-mount-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], { stdio: "ignore" });
    execFileSync("umount", [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes a file until nothing more fits on its disk. */
export function fill(path: string): void {
  try {
    writeFileSync(path, Buffer.alloc(32 * 1024 * 1024));
  } catch {
    // That is what it is for.
  }
}
