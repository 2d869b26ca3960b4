import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/** Folders that a build writes, or that the lock file describes. */
const LEFT_OUT = new Set(["dist", "node_modules"]);

/**
 * SHA-256 over the names and contents of these files, and of all files in these folders. It is the same on every machine
 * and in every checkout with the same sources.
 */
export function hashOfFiles(root: string, inputs: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of inputs.flatMap((input) => filesIn(join(root, input)))) {
    const data = readFileSync(path);
    hash.update(`${relative(root, path).replaceAll("\\", "/")}\0${data.length}\0`);
    hash.update(data);
  }
  return hash.digest("hex");
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !LEFT_OUT.has(name))
    .toSorted()
    .flatMap((name) => filesIn(join(path, name)));
}
