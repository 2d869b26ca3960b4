import { means } from "@fray/bot-client/internal/exec/isolation/means";
import type { Entrant } from "@fray/bot-client/internal/ladder/entrant";
import { loadEntrant } from "@fray/bot-client/internal/ladder/entrants";
import { IDLE } from "@fray/bot-client/internal/ladder/headless-round";
import { climb, type Rung } from "@fray/bot-client/internal/ladder/ladder";
import { systemRuntime } from "@fray/netcode/core";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { killsByName, leavesProcessesBehind, LEFT_BEHIND, MODULES } from "../bot-client/hostile.ts";
import { loadMap } from "../support/maps.ts";
import { until } from "../support/until.ts";

const LADDER = fileURLToPath(new URL("../../packages/bot-client/src/ladder/main.ts", import.meta.url));
const EXAMPLES = fileURLToPath(new URL("../../examples/bots", import.meta.url));
const HONEST = ["rookie", "veteran", `${EXAMPLES}/hello-bot.ts`, `${EXAMPLES}/hello_bot.py`];
const SETTINGS = { arenas: [loadMap("kiln")], rounds: 1, seconds: 8, seed: 5 };
/** For those who will use up whatever they get. */
const SHORT = { bankMs: 300, perAnswerMs: 50 };

const folder = mkdtempSync(join(tmpdir(), "fray-hostile-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
function moduleOf(source: string, ending = "mjs"): string {
  const path = join(folder, `hostile-${++files}.${ending}`);
  writeFileSync(path, source);
  return path;
}

const honestEntrants = Promise.all(HONEST.map((name) => loadEntrant(systemRuntime, name)));
const idler: Entrant = { name: "hostile", enter: async () => ({ mind: () => IDLE, leave: async () => {} }) };

/** Plays four honest entrants and one more; returns what became of the honest ones, and of the other. */
async function climbWith(last: Entrant): Promise<{ honest: Rung[]; other: Rung }> {
  const rungs = await climb(systemRuntime, [...(await honestEntrants), last], SETTINGS);
  const other = rungs.find(({ name }) => name === last.name);
  if (!other) throw new Error("the last entrant is not on the ladder");
  return { honest: rungs.filter((rung) => rung !== other), other };
}

const climbWithHostile = async (path: string) => climbWith(await loadEntrant(systemRuntime, path, { patience: SHORT }));

describe("four honest entrants get the same ratings as with an idle fifth one when the fifth", () => {
  let expected: Rung[];
  beforeAll(async () => {
    ({ honest: expected } = await climbWith(idler));
  });

  test("is idle: each of them fights, and keeps up", () => {
    expect(expected).toHaveLength(4);
    expect(expected.reduce((sum, { kills }) => sum + kills, 0)).toBeGreaterThan(2);
    for (const rung of expected) expect(rung).toMatchObject({ idle: 0, late: 0, broken: 0, out: 0 });
  });

  test.for(Object.entries(MODULES))("%s", async ([, source]) => {
    const { honest, other } = await climbWithHostile(moduleOf(source));
    expect(honest).toEqual(expected);
    expect(other).toMatchObject({ rounds: SETTINGS.rounds, kills: 0 });
  });

  test("is a program that prints wrong forms", async () => {
    const program = moduleOf(
      `const forms = ["", "}{", "null", "[]", "1", '{"tick":"1"}', '{"tick":1.5}', '{"tick":-1}', '{"tick":1e9}',
        '{"tick":1,"moveX":null}', '{"tick":2,"fire":1}', "\\u0000\\u001b[2J", "x".repeat(5000)];
      let step = 0;
      process.stdin.on("data", () => console.log(forms[step++ % forms.length]));`,
    );
    const { honest, other } = await climbWithHostile(`node ${program}`);
    expect(honest).toEqual(expected);
    expect(other.broken).toBeGreaterThan(100);
    expect(other.firstError).toMatch(/^round 1, step \d+: no /);
  });

  test("leaves processes behind, which are ended", async () => {
    const word = `ladder-${process.pid}`;
    const { honest } = await climbWithHostile(moduleOf(leavesProcessesBehind(word)));
    expect(honest).toEqual(expected);
    // Without a namespace, the process in a separate session can't be found: docs/bots.md says so.
    const left = means().hasNamespace ? 0 : 2;
    await until("they are gone", () => runningWith(LEFT_BEHIND, word).length <= left);
    for (const pid of runningWith(LEFT_BEHIND, word)) process.kill(pid, "SIGKILL");
  });

  test("looks for secrets, and finds none", async () => {
    const found = join(folder, "found.json");
    process.env["FRAY_BOT_TOKEN"] = "a secret of the host";
    process.env["NODE_OPTIONS"] = "--no-deprecation";
    const source = `import { readdirSync, readFileSync, writeFileSync } from "node:fs";
      const attempt = (act) => { try { return act(); } catch { return ""; } };
      const others = readdirSync("/proc").filter((pid) => /^\\d+$/.test(pid))
        .map((pid) => attempt(() => readFileSync("/proc/" + pid + "/environ", "utf8")));
      writeFileSync(${JSON.stringify(found)}, JSON.stringify({ own: process.env, others, cwd: process.cwd() }));
      export const decide = () => ({});`;
    const { honest } = await climbWithHostile(moduleOf(source));
    expect(honest).toEqual(expected);
    const { own, others, cwd } = JSON.parse(readFileSync(found, "utf8")) as Found;
    expect(Object.keys(own).toSorted()).toEqual(["LANG", "PATH", "TMPDIR"]);
    expect(cwd).not.toBe(process.cwd());
    expect(cwd).toBe(own["TMPDIR"]);
    if (means().hasNamespace) expect(others.join()).not.toContain("FRAY_");
    delete process.env["FRAY_BOT_TOKEN"];
    delete process.env["NODE_OPTIONS"];
  });
});

interface Found {
  readonly own: Record<string, string>;
  readonly others: string[];
  readonly cwd: string;
}

describe("npm run ladder", () => {
  const running = new Set<ReturnType<typeof spawn>>();
  afterAll(() => {
    for (const child of running) child.kill("SIGKILL");
  });

  function start(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const stdio = ["ignore", "pipe", "pipe"] as ["ignore", "pipe", "pipe"];
    const child = spawn(process.execPath, [LADDER, ...args], { stdio, env: { ...process.env, ...env } });
    running.add(child);
    const output = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].on("data", (chunk: Buffer) => (output[stream] += chunk.toString()));
    }
    const ended = once(child, "close").then(() => running.delete(child));
    return { child, output, ended };
  }

  test("prints the error of an entrant with its name and continues", async () => {
    const path = moduleOf(MODULES["throws in every step"]);
    const args = "--rounds 2 --seconds 10 --map kiln".split(" ");
    const { child, output, ended } = start(["--bots", `rookie,${path}`, ...args]);
    await ended;
    expect(child.exitCode).toBe(0);
    const error = /hostile-\d+\.mjs: round 1, step 1: TypeError: Cannot read properties of undefined/;
    expect(output.stdout).toMatch(error);
    expect(output.stderr).toMatch(error);
    expect(output.stdout).not.toContain("--help");
  });

  test("without namespaces an entrant that closes its output is ended at once", async () => {
    const close = `require("fs").closeSync(1); setInterval(() => {}, 1000);`;
    const bots = `rookie,${process.execPath} ${moduleOf(close, "cjs")}`;
    const args = "--rounds 1 --seconds 10 --map kiln".split(" ");
    const { child, output, ended } = start(["--bots", bots, ...args], { PATH: bareFolder() });
    await ended;
    expect(child.exitCode).toBe(0);
    expect(output.stdout).toContain(`.cjs: round 1, step 1: closed its standard output`);
  });

  test("prints the results so far when it is told to stop while it waits", async () => {
    const path = moduleOf(
      `let rounds = 0;
      export const createDecide = () => (++rounds < 3 ? () => ({}) : () => { console.log("now"); for (;;); });`,
    );
    const args = "--rounds 10000 --seconds 10 --map kiln --json".split(" ");
    const { child, output, ended } = start(["--bots", `rookie,veteran,${path}`, ...args]);
    await until("the third round", () => output.stderr.includes("now"));
    child.kill("SIGTERM");
    await ended;
    expect(child.exitCode).toBe(143);
    const { ladder } = JSON.parse(output.stdout) as { ladder: Rung[] };
    expect(ladder.map(({ rounds }) => rounds)).toEqual([2, 2, 2]);
  });

  test.for([
    ["with what this system has", process.env["PATH"]],
    ["without namespaces and limits", bareFolder()],
  ] as const)("%s: an entrant that kills by name", async ([, path]) => {
    const isBare = path === bareFolder();
    const seed = `4242${process.pid}${isBare ? 1 : 0}`;
    const killer = moduleOf(killsByName(seed));
    const stayer = moduleOf(leavesProcessesBehind(seed));
    const bots = ["--bots", `rookie,${stayer},${killer}`, "--seed", seed];
    const { child, output, ended } = start([...bots, ..."--rounds 1 --seconds 10 --map kiln".split(" ")], {
      PATH: path,
    });
    await ended;
    // Any visible process of the same user can be killed: docs/bots.md says so.
    const isSafe = means().hasNamespace && !isBare;
    expect(isSafe ? child.exitCode : child.signalCode).toBe(isSafe ? 0 : "SIGKILL");
    await until("nothing is left in the groups", () => runningWith("module-host", folder).length === 0);
    if (isSafe) await until("nothing is left at all", () => runningWith(LEFT_BEHIND, seed).length === 0);
    else await until("only those in other sessions are left", () => runningWith(LEFT_BEHIND, seed).length <= 2);
    for (const pid of runningWith(LEFT_BEHIND, seed)) process.kill(pid, "SIGKILL");
    expect(output.stderr.includes("There is no prlimit here")).toBe(!means().hasLimits || isBare);
    expect(output.stderr.includes("There are no user namespaces here")).toBe(!isSafe);
  });

  test.for([
    ["with what this system has", process.env["PATH"]],
    ["without namespaces and limits", bareFolder()],
  ] as const)("%s: when it is killed, its entrants end", async ([, path]) => {
    const isBare = path === bareFolder();
    const word = `killed-${process.pid}-${isBare}`;
    const stayer = moduleOf(`${leavesProcessesBehind(word)}\nconsole.log("now in", process.cwd());`);
    const args = ["--bots", `rookie,${stayer}`, "--rounds", "10000", "--map", "kiln"];
    const { child, output, ended } = start(args, { PATH: path });
    await until("it plays", () => output.stderr.includes("now"));
    await until("they run", () => runningWith(stayer).length > 0 && runningWith(LEFT_BEHIND, word).length > 0);
    child.kill("SIGKILL");
    await ended;
    await until("its entrants are gone", () => runningWith("module-host", stayer).length === 0);
    // It was imported twice: to be checked, and to play.
    const left = means().hasNamespace && !isBare ? 0 : 2;
    const cwd = /now in (.*)/.exec(output.stderr)?.[1] ?? "";
    expect(cwd).toMatch(/^\//);
    await until("its folder is gone", () => !existsSync(dirname(cwd)));
    await until("all that can be found is gone", () => runningWith(LEFT_BEHIND, word).length <= left);
    for (const pid of runningWith(LEFT_BEHIND, word)) process.kill(pid, "SIGKILL");
  });
});

/** A PATH with nothing on it: there is no unshare, prlimit or setpriv. */
function bareFolder(): string {
  return folder;
}

/** Processes with all of these words on their command lines, but for the tests' own. */
function runningWith(...words: readonly string[]): number[] {
  return readdirSync("/proc").flatMap((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return [];
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      return words.every((word) => line.includes(word)) ? [Number(pid)] : [];
    } catch {
      return [];
    }
  });
}
