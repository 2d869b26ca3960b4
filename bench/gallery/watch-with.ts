import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { findProgram, librariesOf } from "../../tests/support/debian-program.ts";

const run = promisify(execFile);
const PACKAGES = ["nghttp2-client", "libnghttp2-14", "libev4", "libjansson4", "libjemalloc2", "libxml2", "libicu72"];
const MORE_DESCRIPTORS = 200;
const OK = 200;

/** What viewers got. */
export interface Watched {
  /** Answers, and those that never came: of a viewer who was not let in, all are missing. */
  readonly wanted: number;
  /** Answers that had the part, within the time that a viewer can wait for it. */
  readonly inTime: number;
  /** Longest time that an answer took, in ms. */
  readonly slowestMs: number;
  /** What a viewer received with headers, in bytes per second. */
  readonly bytesPerSecond: number;
}

interface Watching {
  readonly viewers: number;
  readonly seconds: number;
  /** Each viewer asks for these one after another, and then for the first again. */
  readonly addresses: readonly string[];
  /** Time between two requests of a viewer, in s. */
  readonly intervalS: number;
  /** How long a viewer can wait for an answer, in ms. */
  readonly patienceMs: number;
}

/** Lets h2load be that many viewers, each with a connection of its own. Throws when there is no h2load. */
export async function watchWith({ viewers, seconds, addresses, intervalS, patienceMs }: Watching): Promise<Watched> {
  const found = findProgram("h2load", PACKAGES);
  if ("missing" in found) throw new Error(found.missing);
  const folder = mkdtempSync(join(tmpdir(), "fray-gallery-"));
  try {
    const [list, log] = [join(folder, "addresses"), join(folder, "log")];
    writeFileSync(list, addresses.join("\n"));
    const rate = ["--rps", String(1 / intervalS), "-D", String(seconds), "--log-file", log];
    const args = ["--h1", "-t", "1", "-c", String(viewers), "-m", "1", ...rate, "-i", list];
    const limit = `ulimit -n ${viewers + MORE_DESCRIPTORS} && exec "$0" "$@"`;
    const { stdout } = await run("sh", ["-c", limit, found.path, ...args], {
      env: { ...process.env, LD_LIBRARY_PATH: librariesOf("h2load") },
      maxBuffer: 64 * 1024 * 1024,
    });
    const received = Number(/^traffic: .*?\((\d+)\) total/m.exec(stdout)?.[1] ?? Number.NaN);
    const { answers, ...rest } = readLog(readFileSync(log, "utf8"), patienceMs);
    const wanted = Math.max(answers, viewers * Math.floor(seconds / intervalS));
    return { ...rest, wanted, bytesPerSecond: received / viewers / seconds };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Reads a line for each answer: when it was asked for, its status, and the time until its end in microseconds. */
function readLog(
  log: string,
  patienceMs: number,
): Pick<Watched, "inTime" | "slowestMs"> & { readonly answers: number } {
  let [answers, inTime, slowestMs] = [0, 0, 0];
  for (const line of log.split("\n")) {
    if (line === "") continue;
    const [, status, microseconds] = line.split("\t").map(Number);
    const tookMs = (microseconds ?? 0) / 1000;
    answers++;
    if (status === OK && tookMs <= patienceMs) inTime++;
    slowestMs = Math.max(slowestMs, tookMs);
  }
  return { answers, inTime, slowestMs };
}
