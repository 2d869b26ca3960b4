import { EntrantError, type Entrant } from "@fray/bot-client/internal/ladder/entrant";
import { loadEntrant } from "@fray/bot-client/internal/ladder/entrants";
import { IDLE } from "@fray/bot-client/internal/ladder/headless-round";
import { climb } from "@fray/bot-client/internal/ladder/ladder";
import { createInputs } from "@fray/bot-client/internal/sdk/action";
import { systemRuntime } from "@fray/netcode/core";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";

import { decide } from "../../examples/bots/hello-bot.ts";
import { loadMap } from "../support/maps.ts";

const LADDER = fileURLToPath(new URL("../../packages/bot-client/src/ladder/main.ts", import.meta.url));
const EXAMPLES = fileURLToPath(new URL("../../examples/bots", import.meta.url));
const settings = { arenas: [loadMap("kiln")], rounds: 4, seconds: 30, seed: 7 };

const folder = mkdtempSync(join(tmpdir(), "fray-ladder-"));
afterAll(() => rmSync(folder, { recursive: true }));
const module = (name: string, source: string): string => {
  const path = join(folder, name);
  writeFileSync(path, source);
  return path;
};

const idler = (name: string): Entrant => ({
  name,
  enter: async () => ({ mind: () => IDLE, leave: async () => {} }),
});

const ours = () => Promise.all(["rookie", "regular", "veteran"].map((name) => loadEntrant(systemRuntime, name)));

describe("a ladder", () => {
  test("ranks better players higher, and its counts add up", async () => {
    const rungs = await climb(systemRuntime, await ours(), settings);
    expect(rungs.map(({ name }) => name)).toEqual(["veteran", "regular", "rookie"]);
    expect(rungs.every(({ rounds }) => rounds === settings.rounds)).toBe(true);
    const sum = (key: "kills" | "deaths" | "wins") => rungs.reduce((all, rung) => all + rung[key], 0);
    expect(sum("wins")).toBeGreaterThanOrEqual(settings.rounds);
    expect(sum("kills")).toBeGreaterThan(0);
    // A player killed by their own rocket has a death, but no player gets a kill for it.
    expect(sum("deaths")).toBeGreaterThanOrEqual(sum("kills"));
  });

  test("is the same for the same seed and entrants, and different for another seed", async () => {
    const [first, again, other] = [
      await climb(systemRuntime, await ours(), settings),
      await climb(systemRuntime, await ours(), settings),
      await climb(systemRuntime, await ours(), { ...settings, seed: 8 }),
    ];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  test("shares a place between entrants with equal results, even without points", async () => {
    const [one, two] = await climb(systemRuntime, [idler("one"), idler("two")], settings);
    expect(one).toMatchObject({ name: "one", wins: settings.rounds, kills: 0 });
    expect(two?.mu).toBeCloseTo(one?.mu ?? 0);
  });

  test("draws the players of a round when there are more than fit into it", async () => {
    const crowd = Array.from({ length: 11 }, (_, index) => idler(`${index}`));
    const rungs = await climb(systemRuntime, crowd, { ...settings, rounds: 5, seconds: 1 });
    expect(rungs.reduce((all, { rounds }) => all + rounds, 0)).toBe(5 * 8);
    expect(rungs.every(({ rounds }) => rounds <= 5)).toBe(true);
  });
});

describe("an entrant", () => {
  test("may be a module that decides, with or without memory", async () => {
    const input = "{ moveX: 1, aim: 0, fire: true }";
    const plain = await loadEntrant(systemRuntime, module("plain.mjs", `export const decide = () => (${input});`));
    const fresh = await loadEntrant(
      systemRuntime,
      module("fresh.mjs", `export const createDecide = () => { let steps = 0; return () => (steps++, ${input}); };`),
    );
    const rungs = await climb(systemRuntime, [plain, fresh], { ...settings, rounds: 1 });
    expect(rungs.map(({ name }) => name).toSorted()).toEqual(["fresh.mjs", "plain.mjs"]);
  });

  test("may be a program in any language: it is waited for, so the same seed gives the same ladder", async () => {
    const climbOnce = async () => {
      const entrants = [
        await loadEntrant(systemRuntime, `${EXAMPLES}/hello_bot.py`),
        await loadEntrant(systemRuntime, `${EXAMPLES}/hello-bot.ts`),
      ];
      return climb(systemRuntime, entrants, { ...settings, rounds: 2, seconds: 20 });
    };
    const first = await climbOnce();
    expect(first.map(({ name }) => name).toSorted()).toEqual(["hello-bot.ts", "hello_bot.py"]);
    expect(first.reduce((all, { kills }) => all + kills, 0)).toBeGreaterThan(0);
    expect(await climbOnce()).toEqual(first);
  });

  test("plays another ladder as it did the first", async () => {
    const entrants = await Promise.all(
      ["rookie", `${EXAMPLES}/hello-bot.ts`].map((name) => loadEntrant(systemRuntime, name)),
    );
    const first = await climb(systemRuntime, entrants, { ...settings, rounds: 2, seconds: 10 });
    expect(first.every(({ idle }) => idle === 0)).toBe(true);
    expect(await climb(systemRuntime, entrants, { ...settings, rounds: 2, seconds: 10 })).toEqual(first);
  });

  test("plays as it would inside the ladder's own process", async () => {
    const inside: Entrant = {
      name: "hello-bot.ts",
      enter: async () => {
        const inputOf = createInputs();
        return { mind: (view) => inputOf(view.self ? decide(view, view.self) : {}), leave: async () => {} };
      },
    };
    const play = async (entrant: Entrant) => {
      const ladder = await climb(systemRuntime, [await loadEntrant(systemRuntime, "veteran"), entrant], {
        ...settings,
        rounds: 2,
        seconds: 20,
      });
      expect(ladder.some(({ kills }) => kills > 0)).toBe(true);
      return ladder;
    };
    expect(await play(await loadEntrant(systemRuntime, `${EXAMPLES}/hello-bot.ts`))).toEqual(await play(inside));
  });

  test("may crash or fall silent in the middle: it stands still, and the round continues", async () => {
    const crash = module("crash.cjs", "process.stdin.once('data', () => process.exit(1));");
    const silent = module("silent.cjs", "process.stdin.resume();");
    const entrants = await Promise.all([`node ${crash}`, "rookie"].map((name) => loadEntrant(systemRuntime, name)));
    const rungs = await climb(systemRuntime, entrants, { ...settings, rounds: 1 });
    expect(rungs.every(({ rounds }) => rounds === 1)).toBe(true);
    expect((await loadEntrant(systemRuntime, `node ${silent}`)).name).toBe("silent.cjs");
  });

  test("that does not exist is refused in one line", async () => {
    const empty = module("empty.mjs", "export const nothing = 1;");
    const broken = module("broken.mjs", "this is no program");
    for (const name of ["nowhere.ts", empty, broken, "mixed"]) {
      await expect(loadEntrant(systemRuntime, name)).rejects.toThrow(EntrantError);
      await expect(loadEntrant(systemRuntime, name)).rejects.not.toThrow(/\n/);
    }
  });
});

describe("npm run ladder", () => {
  const run = promisify(execFile);
  const ladder = (...args: string[]) => run(process.execPath, [LADDER, ...args]);

  test("prints a table, or JSON", async () => {
    const args = ["--bots", "rookie,veteran", "--rounds", "2", "--seconds", "20", "--map", "kiln"];
    expect((await ladder(...args)).stdout).toContain("veteran");
    const { stdout } = await ladder(...args, "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      rounds: 2,
      seed: 1,
      maps: ["kiln"],
      ladder: [{ rounds: 2 }, { rounds: 2 }],
    });
  });

  test.for([
    [[], "--bots"],
    [["--bots", "rookie"], "--bots: name two at least"],
    [["--bots", "rookie,veteran", "--rounds", "0"], "--rounds"],
    [["--bots", "rookie,veteran", "--map", "atlantis"], 'map "atlantis": there is no maps/atlantis.tmj'],
    [["--bots", "rookie,veteran", "--map", "-atlantis"], 'map "-atlantis": there is no maps/-atlantis.tmj'],
    [["--frobnicate"], "Unknown option '--frobnicate'"],
  ] as const)("%o is refused in one line", async ([args, message]) => {
    const { stderr } = await ladder(...args).then(
      () => ({ stderr: "it ran" }),
      (error: unknown) => error as { stderr: string },
    );
    expect(stderr.trim()).toContain(message);
    expect(stderr.trim()).not.toContain("\n");
  });
});
