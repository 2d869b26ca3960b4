import { execFileSync } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";

import { planLife } from "../plan.ts";
import { runInProcess } from "../run-process.ts";
import type { Failure } from "../verdict.ts";

const HOUR_MS = 3_600_000;
/** Hours of rooms, all together, in which a mutation must be found. */
const LIMIT_HOURS = 10;
const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));

/** The seed whose life finds each mutation, and the invariant that it breaks. */
const Found = z.record(z.string(), z.object({ seed: z.number(), invariant: z.string() }));

/**
 * Breaks the product on purpose, one patch at a time and in a copy, and shows that a life finds it. Begins with the
 * seed that found it before. With `--search` it tries all seeds from 1 on.
 */
const { values, positionals } = parseArgs({ options: { search: { type: "boolean" } }, allowPositionals: true });
const known = Found.parse(JSON.parse(readFileSync(join(FOLDER, "found.json"), "utf8")));
const names = globSync(join(FOLDER, "*.patch")).map((path) => basename(path, ".patch"));
const chosen = names.filter((name) => positionals.length === 0 || positionals.includes(name)).toSorted();
let missed = 0;
for (const name of chosen) {
  const copy = copyWith(join(FOLDER, `${name}.patch`));
  try {
    const found = await find(
      pathToFileURL(join(copy, "tests/simulate/")),
      values.search ? undefined : known[name]?.seed,
    );
    if (!found) missed++;
    console.log(found ? `${name}: ${found.invariant}, seed ${found.seed}, tick ${found.tick}` : `${name}: NOT FOUND`);
  } finally {
    rmSync(copy, { recursive: true });
  }
}
process.exit(missed > 0 ? 1 : 0);

/** Returns a copy of the sources with a patch in it. Packages are those of the repository. */
function copyWith(patch: string): string {
  const copy = mkdtempSync(join(tmpdir(), "fray-mutation-"));
  const files = execFileSync("git", ["ls-files", "packages", "maps", "tests", "package.json"], { cwd: REPOSITORY });
  for (const file of files.toString().trim().split("\n")) cpSync(join(REPOSITORY, file), join(copy, file));
  symlinkSync(join(REPOSITORY, "node_modules"), join(copy, "node_modules"));
  for (const modules of globSync("{packages/*,tests}/node_modules", { cwd: REPOSITORY }))
    // The links in it are relative, so they lead into the copy.
    cpSync(join(REPOSITORY, modules), join(copy, dirname(modules), "node_modules"), {
      recursive: true,
      verbatimSymlinks: true,
    });
  execFileSync("git", ["apply", patch], { cwd: copy });
  return copy;
}

async function find(root: URL, first?: number): Promise<(Failure & { seed: number }) | undefined> {
  let roomMs = 0;
  for (let turn = 0; roomMs < LIMIT_HOURS * HOUR_MS; turn++) {
    const seed = turn === 0 && first !== undefined ? first : turn + (first === undefined ? 1 : 0);
    const verdict = await runInProcess(planLife(seed), root);
    // What fails without the mutation as well says nothing about it.
    if (verdict.failure && !(await runInProcess(planLife(seed))).failure) return { ...verdict.failure, seed };
    roomMs += verdict.roomMs;
  }
  return undefined;
}
