import { systemRuntime } from "@fray/netcode/core";
import { Keeper } from "@fray/server/internal/storage/keeper";
import { NewerDatabaseError } from "@fray/server/internal/storage/newer-database";
import { Store } from "@fray/server/internal/storage/store";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

import { HandClock } from "../support/hand-clock.ts";
import { canMount, fill } from "../support/small-disk.ts";
import { until } from "../support/until.ts";
import { player, round } from "./records.ts";

const WRITER = fileURLToPath(new URL("writer.ts", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "fray-keeper-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DAY_MS = 86_400_000;

/** When keepers look at their database, and when they try again. What files and threads do takes real time. */
const clock = new HandClock();
/** Lets time pass for the keepers until a condition holds. */
const later = (what: string, condition: () => boolean) =>
  until(what, () => {
    clock.pass(100);
    return condition();
  });

const kept = async (location: string): Promise<string[]> => {
  const store = await Store.open(location);
  const rounds = await store.history(10_000);
  await store.close();
  return rounds.map(({ id }) => id);
};

test("rounds are written in the background, all of them before it has closed", async () => {
  const path = join(folder, "plain.sqlite");
  const keeper = new Keeper(path, clock);
  const rounds = Array.from({ length: 50 }, (_, index) => round([player("Ann")], 1000 + index));
  for (const one of rounds) keeper.keep(one);
  await until("all are written", () => keeper.report().waiting === 0);
  expect(keeper.report()).toEqual({ state: "ok", waiting: 0, lost: 0, interruptions: 0 });
  expect(await keeper.leaderboard("all", 10)).toMatchObject([{ name: "Ann", rounds: 50 }]);
  keeper.keep(round([player("Bea")], 2000));
  await keeper.close();
  expect(await kept(path)).toHaveLength(51);
});

test("rounds are deleted when they are older than the host keeps them, and their players' totals stay", async () => {
  const keeper = new Keeper(join(folder, "old.sqlite"), clock, { keepDays: 90 });
  const ages = [91, 89];
  for (const days of ages) keeper.keep(round([player("Ann")], Date.now() - days * DAY_MS));
  await until("both are written", () => keeper.report().waiting === 0);
  await until("only the younger one is there", async () => (await keeper.history(10)).length === 1);
  expect(await keeper.leaderboard("all", 10)).toMatchObject([{ name: "Ann", rounds: ages.length }]);
  await keeper.close();
});

test("an unwritable place degrades it with the reason; once writable again, all waiting rounds are there", async () => {
  const blocked = join(folder, "blocked");
  // A file where the folder should be: not even root can write below it.
  writeFileSync(blocked, "");
  const path = join(blocked, "fray.sqlite");
  const keeper = new Keeper(path, systemRuntime);
  keeper.keep(round([player("Ann")]));
  await until("it says so", () => keeper.report().state === "degraded");
  expect(keeper.report()).toMatchObject({ waiting: 1, error: expect.stringMatching(/ENOTDIR|EEXIST/) });
  keeper.keep(round([player("Bea")]));
  rmSync(blocked);
  mkdirSync(blocked);
  await until("it has caught up", () => keeper.report().state === "ok" && keeper.report().waiting === 0);
  expect(await kept(path)).toHaveLength(2);
  await keeper.close();
});

describe("a file that is deleted while it is open", () => {
  let count = 0;
  /** Creates a keeper with a new file that contains two rounds. */
  async function keepTwo() {
    const path = join(folder, `taken-${count++}`, "fray.sqlite");
    const keeper = new Keeper(path, clock);
    for (const endedAt of [1, 2]) keeper.keep(round([player("Ann")], endedAt));
    await until("both are written", () => keeper.report().waiting === 0 && keeper.report().state === "ok");
    return { path, keeper };
  }

  test.for<[string, (path: string) => void]>([
    ["deleted", (path) => rmSync(path)],
    ["deleted with its log", (path) => globSync(`${path}*`).forEach((file) => rmSync(file))],
    ["deleted with its folder", (path) => rmSync(dirname(path), { recursive: true })],
    ["moved away", (path) => renameSync(path, `${path}.old`)],
    ["emptied", (path) => truncateSync(path)],
  ])("and has %s: it says so, and all rounds are in a new one, those before and those after", async ([, take]) => {
    const { path, keeper } = await keepTwo();
    take(path);
    await later("it says so", () => keeper.report().state === "degraded");
    expect(keeper.report()).toMatchObject({ error: `the file of the database is gone: ${path}`, interruptions: 1 });
    keeper.keep(round([player("Ann")], 3));
    await later("it is mended", () => keeper.report().state === "ok" && keeper.report().waiting === 0);
    expect(await keeper.leaderboard("all", 10)).toMatchObject([{ name: "Ann", rounds: 3 }]);
    expect(await kept(path)).toHaveLength(3);
    keeper.keep(round([player("Ann")], 4));
    await keeper.close();
    expect(await kept(path)).toHaveLength(4);
  });

  test("just before a round ends: the round is in the new file when the server closes at once", async () => {
    const { path, keeper } = await keepTwo();
    rmSync(path);
    keeper.keep(round([player("Ann")], 3));
    await keeper.close();
    expect(await kept(path)).toHaveLength(3);
  });

  test("and is made read-only: the log reports it, and writes continue to the open file", async () => {
    const { path, keeper } = await keepTwo();
    chmodSync(path, 0o444);
    await later("it says so", () => keeper.report().state === "degraded");
    expect(keeper.report().error).toBe(`the file of the database is read-only: ${path}`);
    keeper.keep(round([player("Ann")], 3));
    await until("it is written", () => keeper.report().waiting === 0);
    expect(await keeper.leaderboard("all", 10)).toMatchObject([{ rounds: 3 }]);
    chmodSync(path, 0o644);
    await later("all is well", () => keeper.report().state === "ok");
    await keeper.close();
    expect(await kept(path)).toHaveLength(3);
  });

  test("and replaced by another: the other is used from then on, and not harmed by the log of the first", async () => {
    const { path, keeper } = await keepTwo();
    const other = await Store.open(`${path}.other`);
    await other.record(round([player("Bea")], 1));
    await other.close();
    renameSync(`${path}.other`, path);
    await later("it says so", () => keeper.report().error === `the file of the database is replaced: ${path}`);
    await later("it is mended", () => keeper.report().state === "ok");
    keeper.keep(round([player("Bea")], 2));
    await until("one more is written", () => keeper.report().waiting === 0);
    expect(await keeper.leaderboard("all", 10)).toMatchObject([{ name: "Bea", rounds: 2 }]);
    await keeper.close();
    expect(await kept(path)).toHaveLength(2);
  });
});

test("a database of a later version is not changed", async () => {
  const path = join(folder, "later.sqlite");
  await (await Store.open(path)).close();
  const database = new DatabaseSync(path);
  database.exec("insert into kysely_migration values ('999-later', '2030-01-01')");
  database.close();
  const before = readFileSync(path);
  await expect(Store.open(path)).rejects.toThrow(NewerDatabaseError);
  await expect(Store.open(path)).rejects.toThrow(/^is of a later version .* "999-later"[^\n]+$/);
  const keeper = new Keeper(path, clock);
  await expect(keeper.ready()).rejects.toMatchObject({ name: "NewerDatabaseError" });
  keeper.keep(round([player("Ann")]));
  await keeper.close();
  expect(readFileSync(path).equals(before)).toBe(true);
});

if (!canMount()) console.log("skipped: a full disk needs a mount, and that needs root");

describe.skipIf(!canMount())("on a disk that is full", () => {
  test("play continues without stats, and waiting results are written when there is space again", async () => {
    const disk = join(folder, "disk");
    mkdirSync(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=16m", "tmpfs", disk]);
    try {
      const path = join(disk, "fray.sqlite");
      const keeper = new Keeper(path, clock);
      keeper.keep(round([player("Ann")], 1));
      await until("the first is written", () => keeper.report().waiting === 0);
      fill(join(disk, "ballast"));
      const rounds = Array.from({ length: 100 }, (_, index) => round([player(`P${index}`), player("Ann")], 2 + index));
      for (const one of rounds) keeper.keep(one);
      await until("it says so", () => keeper.report().state === "degraded");
      expect(keeper.report().error).toMatch(/full/);
      rmSync(join(disk, "ballast"));
      await later("it has caught up", () => keeper.report().state === "ok" && keeper.report().waiting === 0);
      expect(await kept(path)).toHaveLength(101);
      await keeper.close();
    } finally {
      execFileSync("umount", [disk]);
    }
  });
});

test("a process killed while it writes has lost no confirmed round, and no round is there in part", async () => {
  const path = join(folder, "killed.sqlite");
  const written: string[] = [];
  const child = spawn(process.execPath, [WRITER, path], { stdio: ["ignore", "pipe", "inherit"] });
  createInterface({ input: child.stdout }).on("line", (line) => written.push(line));
  await until("it is writing", () => written.length >= 20);
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
  const store = await Store.open(path);
  const rounds = await store.history(100_000);
  await store.close();
  const ids = new Set(rounds.map(({ id }) => id));
  expect(written.filter((id) => !ids.has(id))).toEqual([]);
  expect(rounds.every(({ players }) => players.length === 8)).toBe(true);
});
