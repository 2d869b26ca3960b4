import { execFileSync } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";

import { partOf, partsOf, planLife } from "../plan.ts";
import { runInProcess } from "../run-process.ts";
import { shrink } from "../shrink.ts";
import type { Finding } from "../simulate.ts";

const HOUR_MS = 3_600_000;
const TICK_MS = 1000 / 30;
/** A life without the mutation is played on for this long after the moment at which the mutation was found. */
const MORE_MS = 2000;
const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const FOUND = join(FOLDER, "found.json");
const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));

/** Lives that are tried to make a failing one smaller. */
const SHRINK_LIMITS = { runs: 40, ms: 3_600_000 };

/** The seed whose life finds each mutation, the parts of it that are needed, and the invariant that it breaks. */
const Found = z.record(
  z.string(),
  z.object({ seed: z.number(), invariant: z.string(), only: z.array(z.string()).optional() }),
);
type Found = z.infer<typeof Found>;

/**
 * Breaks the product on purpose, one patch at a time and in a copy, and shows that a life finds it: the one that found
 * it before, or else whole lives from the first seed on. It writes down which one it was. With `--search` it begins anew.
 */
const { values, positionals } = parseArgs({
  options: {
    search: { type: "boolean" },
    seed: { type: "string", default: "1" },
    // A mutation must be found within these hours of rooms, all together.
    hours: { type: "string", default: "10" },
  },
  allowPositionals: true,
});
const names = globSync(join(FOLDER, "*.patch")).map((path) => basename(path, ".patch"));
const chosen = names.filter((name) => positionals.length === 0 || positionals.includes(name)).toSorted();
let missed = 0;
for (const name of chosen) {
  const copy = copyWith(join(FOLDER, `${name}.patch`));
  const root = pathToFileURL(join(copy, "tests/simulate/"));
  try {
    const known = readFound()[name];
    // A change of the product changes what happens in a life, so that another one may have to be found.
    const found = (!values.search && known && (await play(known.seed, known.only, root))) || (await search(root));
    if (!found) missed++;
    else if (values.search || found.seed !== known?.seed) write(name, found);
    console.log(found ? `${name}: ${found.invariant}, seed ${found.seed}, tick ${found.tick}` : `${name}: NOT FOUND`);
  } finally {
    rmSync(copy, { recursive: true });
  }
}
process.exit(missed > 0 ? 1 : 0);

function readFound(): Found {
  return Found.parse(JSON.parse(readFileSync(FOUND, "utf8")));
}

function write(name: string, { seed, invariant, parts }: Finding): void {
  const all = { ...readFound(), [name]: { seed, invariant, only: parts } };
  const sorted = Object.entries(all).toSorted(([a], [b]) => a.localeCompare(b));
  writeFileSync(FOUND, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}

/** Returns a copy of the sources with a patch in it. Packages are those of the repository. */
function copyWith(patch: string): string {
  const copy = mkdtempSync(join(tmpdir(), "fray-mutation-"));
  const files = execFileSync("git", ["ls-files", "packages", "maps", "tests", "package.json", "pnpm-workspace.yaml"], {
    cwd: REPOSITORY,
  });
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

/** Returns the first life that fails, cut down to fewer parts. */
async function search(root: URL): Promise<Finding | undefined> {
  let roomMs = 0;
  for (let seed = Number(values.seed); roomMs < Number(values.hours) * HOUR_MS; seed++) {
    const plan = planLife(seed);
    const { failure, roomMs: played } = await runInProcess(plan, root);
    roomMs += played;
    const found = failure && (await play(seed, partsOf(plan), root));
    if (found) return smaller(found, root);
  }
  return undefined;
}

/** Plays parts of a life. What fails without the mutation as well says nothing about it. */
async function play(seed: number, only: readonly string[] | undefined, root: URL): Promise<Finding | undefined> {
  const whole = planLife(seed);
  const parts = only ?? partsOf(whole);
  const plan = partOf(whole, new Set(parts));
  const { failure } = await runInProcess(plan, root);
  if (!failure) return undefined;
  const healthy = await runInProcess({ ...plan, ms: Math.min(plan.ms, failure.tick * TICK_MS + MORE_MS) });
  if (healthy.failure) return undefined;
  return { ...failure, seed, parts, wasCutShort: false };
}

async function smaller(found: Finding, root: URL): Promise<Finding> {
  const plan = planLife(found.seed);
  const run = async (only: readonly string[]) => {
    const { failure, ms } = await runInProcess(partOf(plan, new Set(only)), root);
    return { fails: failure?.invariant === found.invariant, ms };
  };
  const { parts, wasCutShort } = await shrink(found.parts, run, SHRINK_LIMITS);
  return { ...((await play(found.seed, parts, root)) ?? found), wasCutShort };
}
