import { systemRuntime } from "@fray/netcode/core";
import { backUp } from "@fray/server/internal/backup/back-up";
import { isKnown, type HostFiles } from "@fray/server/internal/backup/contents";
import { restore } from "@fray/server/internal/backup/restore";
import { ConfigError } from "@fray/server/internal/config/config-error";
import { systemDisk } from "@fray/server/internal/storage/disk";
import { readSecret } from "@fray/server/internal/storage/identity";
import { Keeper } from "@fray/server/internal/storage/keeper";
import { Store } from "@fray/server/internal/storage/store";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { create, extract, list } from "tar";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { HandClock } from "../support/hand-clock.ts";
import { until } from "../support/until.ts";
import { player, round } from "./records.ts";

const WRITER = fileURLToPath(new URL("writer.ts", import.meta.url));

const platform = { disk: systemDisk, runtime: systemRuntime };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fray-backup-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The folders of a host, empty. */
function newHost(name: string): HostFiles {
  const at = join(folder, name);
  mkdirSync(join(at, "maps"), { recursive: true });
  return { dataDir: join(at, "data"), mapsFolder: join(at, "maps"), configFile: join(at, "fray.config.json") };
}

/** A host with a round, a secret, two maps and settings. */
async function usedHost(name: string): Promise<HostFiles> {
  const host = newHost(name);
  readSecret(join(host.dataDir, "secret"), platform);
  const store = await Store.open(join(host.dataDir, "fray.sqlite"));
  await store.record(round([player("Ann", { kills: 3 })], 1));
  await store.close();
  writeFileSync(join(host.mapsFolder, "mine.tmj"), `map of ${name}`);
  writeFileSync(join(host.mapsFolder, "kiln.tmj"), `kiln of ${name}`);
  writeFileSync(host.configFile, `{"bots":7}`);
  return host;
}

const secretOf = ({ dataDir }: HostFiles): Buffer => readFileSync(join(dataDir, "secret"));
const mapOf = ({ mapsFolder }: HostFiles, name = "mine"): string =>
  readFileSync(join(mapsFolder, `${name}.tmj`), "utf8");
async function roundsOf({ dataDir }: HostFiles) {
  const store = await Store.open(join(dataDir, "fray.sqlite"));
  const rounds = await store.history(100_000);
  await store.close();
  return rounds;
}

describe("a backup", () => {
  test("gives a new machine all of the host's data, readable only by the host", async () => {
    const old = await usedHost("old");
    const file = join(folder, "backup.tar.gz");
    const names = ["secret", "fray.sqlite", "fray.config.json", "maps/kiln.tmj", "maps/mine.tmj"];
    expect((await backUp(file, old, platform)).toSorted()).toEqual(names.toSorted());
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const fresh = newHost("fresh");
    const { files, aside, problems } = await restore(file, fresh, platform);
    expect([files.toSorted(), aside, problems]).toEqual([names.toSorted(), undefined, []]);
    expect(secretOf(fresh)).toEqual(secretOf(old));
    expect(statSync(join(fresh.dataDir, "secret")).mode & 0o777).toBe(0o600);
    expect(mapOf(fresh)).toBe("map of old");
    expect(readFileSync(fresh.configFile, "utf8")).toBe(`{"bots":7}`);
    expect(await roundsOf(fresh)).toEqual(await roundsOf(old));
    expect(readdirSync(fresh.dataDir).toSorted()).toEqual(["fray.sqlite", "secret"]);
  });

  test("leaves no other file in its folder, and keeps the previous backup when it fails", async () => {
    const host = await usedHost("host");
    const file = join(folder, "out", "backup.tar.gz");
    mkdirSync(join(folder, "out"));
    await backUp(file, host, platform);
    const before = readFileSync(file);
    writeFileSync(join(host.dataDir, "secret"), "short");
    await expect(backUp(file, host, platform)).rejects.toThrow(ConfigError);
    writeFileSync(join(host.dataDir, "fray.sqlite"), "x".repeat(8192));
    await expect(backUp(file, host, platform)).rejects.toThrow();
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(join(folder, "out"))).toEqual(["backup.tar.gz"]);
  });

  test("of a host without statistics has the maps", async () => {
    const host = { ...(await usedHost("host")), dataDir: "" };
    const file = join(folder, "backup.tar.gz");
    expect(await backUp(file, host, platform)).not.toContain("secret");
    const fresh = newHost("fresh");
    expect((await restore(file, fresh, platform)).files).toContain("maps/mine.tmj");
  });

  test("taken while another process writes rounds has all rounds written before, and no partial ones", async () => {
    const host = newHost("busy");
    const written: string[] = [];
    const args = [WRITER, join(host.dataDir, "fray.sqlite")];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    createInterface({ input: child.stdout }).on("line", (line) => written.push(line));
    try {
      for (let time = 0; time < 5; time++) {
        const before = await until("more is written", () => written.length > time * 20 + 20 && [...written]);
        const file = join(folder, `backup-${time}.tar.gz`);
        await backUp(file, host, platform);
        const copy = newHost(`copy-${time}`);
        await restore(file, copy, platform);
        const rounds = await roundsOf(copy);
        const ids = new Set(rounds.map(({ id }) => id));
        expect(before.filter((id) => !ids.has(id))).toEqual([]);
        expect(rounds.every(({ players }) => players.length === 8)).toBe(true);
      }
    } finally {
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      await exited;
    }
  });
});

describe("a restore", () => {
  test("moves aside everything it replaces", async () => {
    const old = await usedHost("old");
    const file = join(folder, "backup.tar.gz");
    await backUp(file, old, platform);
    const other = await usedHost("other");
    const secret = secretOf(other);
    const { aside = "" } = await restore(file, other, platform);
    expect(secretOf(other)).toEqual(secretOf(old));
    expect(mapOf(other, "kiln")).toBe("kiln of old");
    expect(readFileSync(join(aside, "secret"))).toEqual(secret);
    expect(statSync(join(aside, "secret")).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(aside, "maps", "mine.tmj"), "utf8")).toBe("map of other");
    expect(readdirSync(aside).toSorted()).toEqual(["fray.sqlite", "maps", "secret"]);
  });

  test("is refused while a server has the data open, even an idle one, and changes nothing", async () => {
    const host = await usedHost("host");
    const file = join(folder, "backup.tar.gz");
    await backUp(file, host, platform);
    writeFileSync(join(host.mapsFolder, "mine.tmj"), "edited");
    // By the clock's time, the keeper never stops waiting for its database.
    const keeper = new Keeper(join(host.dataDir, "fray.sqlite"), new HandClock());
    await keeper.ready();
    await expect(restore(file, host, platform)).rejects.toThrow(/fray.sqlite: a server has it open: stop it first$/);
    expect(mapOf(host)).toBe("edited");
    keeper.keep(round([player("Bea")], 2));
    await until("it is written", () => keeper.report().waiting === 0);
    await keeper.close();
    await restore(file, host, platform);
    expect([mapOf(host), (await roundsOf(host)).length]).toEqual(["map of host", 1]);
  });

  test.for<[string, (stage: string) => unknown]>([
    ["no list of its files", (stage) => rmSync(join(stage, "backup.json"))],
    ["a file missing", (stage) => rmSync(join(stage, "secret"))],
    ["a secret that is cut short", (stage) => writeFileSync(join(stage, "secret"), "short")],
    ["a damaged database", (stage) => writeFileSync(join(stage, "fray.sqlite"), "x".repeat(8192))],
    [
      "a link for a secret",
      (stage) => (rmSync(join(stage, "secret")), symlinkSync("/etc/hostname", join(stage, "secret"))),
    ],
    [
      "a path that leads elsewhere",
      (stage) => writeFileSync(join(stage, "backup.json"), JSON.stringify({ format: 1, at: "", files: ["../secret"] })),
    ],
  ])("of an archive with %s is refused in one line and changes nothing", async ([, spoil]) => {
    const host = await usedHost("host");
    const good = join(folder, "good.tar.gz");
    await backUp(good, host, platform);
    const stage = join(folder, "stage");
    mkdirSync(stage);
    await extract({ file: good, cwd: stage });
    spoil(stage);
    const bad = join(folder, "bad.tar.gz");
    await create({ file: bad, cwd: stage, gzip: true }, readdirSync(stage));
    const secret = secretOf(host);
    await expect(restore(bad, host, platform)).rejects.toThrow(ConfigError);
    await expect(restore(bad, host, platform)).rejects.toThrow(
      /^\S+bad.tar.gz: is no backup that can be restored \([^\n]+\)$/,
    );
    expect(secretOf(host)).toEqual(secret);
    expect(readdirSync(host.dataDir).toSorted()).toEqual(["fray.sqlite", "secret"]);
  });

  test("of a database of a later version is refused in one line", async () => {
    const host = await usedHost("host");
    const good = join(folder, "good.tar.gz");
    await backUp(good, host, platform);
    const stage = join(folder, "stage");
    mkdirSync(stage);
    await extract({ file: good, cwd: stage });
    const database = new DatabaseSync(join(stage, "fray.sqlite"));
    database.exec("insert into kysely_migration values ('999-later', '2030-01-01')");
    database.close();
    const later = join(folder, "later.tar.gz");
    await create({ file: later, cwd: stage, gzip: true }, readdirSync(stage));
    await expect(restore(later, host, platform)).rejects.toThrow(
      /^\S+later.tar.gz: the database in it is of a later version[^\n]+$/,
    );
    expect(await roundsOf(host)).toHaveLength(1);
  });

  test("of a missing file, or one that is no archive, is refused in one line", async () => {
    const host = newHost("host");
    const file = join(folder, "text");
    writeFileSync(file, "no archive");
    for (const path of [file, join(folder, "nowhere")])
      await expect(restore(path, host, platform)).rejects.toThrow(/is no backup that can be restored \([^\n]+\)$/);
  });
});

test("an archive can be read by tar, and only with known names", async () => {
  const file = join(folder, "backup.tar.gz");
  await backUp(file, await usedHost("host"), platform);
  const names: string[] = [];
  await list({ file, onReadEntry: ({ path }) => names.push(path) });
  expect(names.filter((name) => !isKnown(name))).toEqual([]);
  expect(existsSync(file)).toBe(true);
});
