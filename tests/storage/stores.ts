import { noFeats } from "@fray/server/internal/progress/feats";
import { askBy, type Ask } from "@fray/server/internal/storage/queries";
import type { Report } from "@fray/server/internal/storage/report";
import { Store } from "@fray/server/internal/storage/store";
import { afterEach, beforeEach, expect, test } from "vitest";

import { bot, player, round } from "./records.ts";

const NOW = 1_800_000_000_000;
const DAY_MS = 86_400_000;

/** Defines the tests that every kind of database must pass; `create` returns the location of an empty one. */
export function testStores(create: () => Promise<string>): void {
  let location: string;
  let store: Store;
  beforeEach(async () => {
    location = await create();
    store = await Store.open(location);
  });
  afterEach(() => store.close());

  test("returns a round as it was, bots among the players, newest first", async () => {
    const first = round([player("Ann", { kills: 7, deaths: 2, won: true }), bot("Rook", { kills: 3 })], NOW);
    const second = round([player("Bea", { team: 2 })], NOW + 1);
    await store.record(first);
    await store.record(second);
    expect(await store.history(10)).toEqual([second, first]);
    expect(await store.history(1)).toEqual([second]);
  });

  test("adds up a person's results over their rounds, under the last name", async () => {
    await store.record(round([player("Ann", { kills: 7, deaths: 2, won: true }), bot("Rook", { kills: 30 })], NOW));
    const renamed = { ...player("Ann", { kills: 1, deaths: 5 }), name: "Anna" };
    await store.record(round([player("Bea", { kills: 4 }), renamed], NOW + 1));
    const ann = { id: player("Ann").playerId, name: "Anna", rounds: 2, wins: 1, kills: 8, deaths: 7, score: 8 };
    expect(await store.leaderboard("all", 10, NOW + 2)).toMatchObject([ann, { name: "Bea", kills: 4, rounds: 1 }]);
    expect(await store.totals(player("Ann").playerId ?? "")).toEqual(ann);
    expect(await store.totals("nobody")).toBeUndefined();
  });

  test("a week's best list has only rounds of this week", async () => {
    await store.record(round([player("Old", { kills: 99 })], NOW - 8 * DAY_MS));
    await store.record(round([player("New", { kills: 1 })], NOW - 6 * DAY_MS));
    expect((await store.leaderboard("week", 10, NOW)).map(({ name }) => name)).toEqual(["New"]);
    expect((await store.leaderboard("all", 10, NOW)).map(({ name }) => name)).toEqual(["Old", "New"]);
  });

  test("a result leaves the week's sums when it is a week old, once, also when it was stored late", async () => {
    await store.record(round([player("Ann", { kills: 5 })], NOW));
    await store.record(round([player("Ann", { kills: 2 })], NOW + DAY_MS));
    const week = async (now: number) => (await store.leaderboard("week", 10, now)).map(({ kills }) => kills);
    expect(await week(NOW + 2 * DAY_MS)).toEqual([7]);
    for (const _ of [1, 2]) expect(await week(NOW + 7.5 * DAY_MS)).toEqual([2]);
    await store.record(round([player("Ann", { kills: 9 })], NOW - 1));
    expect(await week(NOW + 7.5 * DAY_MS)).toEqual([2]);
    expect(await week(NOW + 9 * DAY_MS)).toEqual([]);
    expect(await store.leaderboard("all", 10, NOW + 9 * DAY_MS)).toMatchObject([{ kills: 16, rounds: 3 }]);
  });

  test("rounds that are too old are deleted, and the totals of their players stay", async () => {
    const old = Array.from({ length: 250 }, (_, index) => round([player("Ann", { kills: 1 }), bot("B")], NOW + index));
    for (const each of old) await store.record(each);
    const latest = round([player("Ann", { kills: 1 })], NOW + 50 * DAY_MS);
    await store.record(latest);
    const now = NOW + 91 * DAY_MS;
    expect(await store.forget(90, now)).toBe(true);
    expect(await store.forget(90, now)).toBe(false);
    expect(await store.history(300)).toEqual([latest]);
    expect(await store.totals(player("Ann").playerId ?? "")).toMatchObject({ rounds: 251, kills: 251 });
    expect(await store.leaderboard("week", 10, now)).toEqual([]);
  });

  test("adds up points, deeds, and sums by mode, map and weapon; a round written twice adds nothing", async () => {
    const feats = { ...noFeats(), points: 35, botPoints: 20 };
    feats.kills.splice(0, 2, 3, 1);
    feats.deaths.splice(1, 1, 2);
    feats.deeds.splice(0, 2, 1, 0);
    const ann = player("Ann", { kills: 4, deaths: 2, won: true, feats });
    const first = round([ann, bot("Rook")], NOW);
    for (const each of [first, first, { ...round([ann], NOW + 1), mode: "tdm" }]) await store.record(each);
    const own = await askBy((query) => store.answer(query))("statisticsOf", ann.playerId ?? "");
    expect(own).toEqual({
      points: 70,
      botPoints: 40,
      deeds: { firstBlood: 2 },
      shares: [
        { kind: "map", name: "foundry", rounds: 2, wins: 2, kills: 8, deaths: 4 },
        { kind: "mode", name: "ffa", rounds: 1, wins: 1, kills: 4, deaths: 2 },
        { kind: "mode", name: "tdm", rounds: 1, wins: 1, kills: 4, deaths: 2 },
        { kind: "weapon", name: "pulse", rounds: 0, wins: 0, kills: 6, deaths: 0 },
        { kind: "weapon", name: "rail", rounds: 0, wins: 0, kills: 2, deaths: 4 },
      ],
    });
    expect(await store.history(9)).toEqual(expect.arrayContaining([expect.objectContaining({ id: first.id })]));
  });

  test("a round written twice counts once", async () => {
    const played = round([player("Ann", { kills: 5 })], NOW);
    await store.record(played);
    await store.record(played);
    expect(await store.leaderboard("all", 10, NOW)).toMatchObject([{ kills: 5, rounds: 1 }]);
  });

  test("a round that can't be written completely leaves no rows behind", async () => {
    const broken = { ...round([player("Ann"), player("Bea")], NOW) };
    const nameless = { ...broken, players: [player("Ann"), { ...player("Bea"), name: null as unknown as string }] };
    await expect(store.record(nameless)).rejects.toThrow();
    expect(await store.history(10)).toEqual([]);
    await store.record(broken);
    expect(await store.history(10)).toEqual([broken]);
  });

  test("keeps its rows when it is opened again", async () => {
    const played = round([player("Ann")], NOW);
    await store.record(played);
    const again = await Store.open(location);
    expect(await again.history(10)).toEqual([played]);
    await again.close();
  });
}

/** Defines the tests of bans, reports and player data that every kind of database must pass. */
export function testModeration(create: () => Promise<string>): void {
  let store: Store;
  let location: string;
  let ask: Ask;
  beforeEach(async () => {
    location = await create();
    store = await Store.open(location);
    ask = askBy((query) => store.answer(query));
  });
  afterEach(() => store.close());

  const ban = { kind: "ban", by: "player", name: "Eve", reason: "spam", author: "Mo", createdAt: NOW } as const;
  const idOf = (index: number): string => `00000000-0000-4000-8000-00000000000${index}`;

  test("keeps bans until their end when it is opened again, and each once", async () => {
    const short = { ...ban, id: idOf(1), target: idOf(8), endsAt: NOW + 10 };
    const long = { ...ban, id: idOf(2), target: "192.0.2.0/24", by: "network", endsAt: 0 } as const;
    for (const each of [short, long, long]) await ask("impose", each);
    await store.close();
    store = await Store.open(location);
    expect(await ask("sanctions", NOW)).toEqual([short, long]);
    expect(await ask("sanctions", NOW + 10)).toEqual([long]);
    await ask("lift", long.id);
    expect(await ask("sanctions", NOW)).toEqual([]);
  });

  const reportOf = (index: number, from: string, about: string, lines: Report["lines"] = []): Report => ({
    id: idOf(index),
    createdAt: NOW + index,
    roomId: "room",
    reporter: { playerId: from, name: "Ann" },
    target: { playerId: about, name: "Eve" },
    address: "192.0.2.7",
    reason: "insult",
    text: "ü",
    lines,
    outcome: "",
  });

  test("lists open reports, lets one person settle each, and forgets the old ones", async () => {
    const [first, second] = [reportOf(1, idOf(7), idOf(8)), reportOf(2, idOf(7), idOf(8))];
    for (const each of [first, second]) await ask("report", each);
    expect(await ask("openReports", 10)).toEqual([second, first]);
    expect(await Promise.all([ask("settle", idOf(1), "ban by Mo"), ask("settle", idOf(1), "kick by Al")])).toEqual([
      true,
      false,
    ]);
    expect(await ask("openReports", 10)).toEqual([second]);
    await ask("forgetModeration", NOW + 3);
    expect(await ask("openReports", 10)).toEqual([]);
  });

  test("exports what it has of a player, and deletes it so that no row has their name or identity", async () => {
    const deeds = { ...noFeats(), points: 10 };
    deeds.deeds.splice(4, 1, 1);
    const eve = player("Eve", { kills: 3, feats: deeds });
    const id = eve.playerId ?? "";
    await store.record(round([player("Ann"), eve], NOW));
    await ask("report", reportOf(1, id, idOf(7)));
    await ask("report", reportOf(2, idOf(7), id));
    await ask(
      "report",
      reportOf(3, idOf(7), idOf(9), [
        { person: 5, name: "Eve", text: "hello" },
        { person: 6, name: "Ann", text: "hi" },
      ]),
    );
    const entry = { actor: "Mo", role: "moderator", actorId: "", action: "kick", reason: "" } as const;
    await ask("note", { ...entry, id: idOf(4), at: NOW, target: id, name: "Eve" });
    const exported = await ask("exportPlayer", id);
    expect(exported).toMatchObject({
      totals: { kills: 3 },
      statistics: { points: 10, deeds: { revenge: 1 }, shares: [{ kills: 3 }, { kills: 3 }] },
      results: [{ kills: 3 }],
      reportsWritten: [{ reason: "insult" }],
    });
    expect(JSON.stringify(exported)).not.toContain("Ann");
    await ask("deletePlayer", { playerId: id, person: 5, keepsOpenReports: true });
    expect((await ask("openReports", 10)).map((report) => report.id)).toEqual([idOf(3), idOf(2)]);
    await ask("deletePlayer", { playerId: id, person: 5, keepsOpenReports: false });
    expect((await ask("openReports", 10)).map(({ lines }) => lines)).toEqual([
      [{ person: 6, name: "Ann", text: "hi" }],
    ]);
    expect(await store.totals(id)).toBeUndefined();
    const rest = JSON.stringify([await store.history(10), await store.leaderboard("all", 10, NOW)]);
    expect(rest).not.toContain("Eve");
    expect(await ask("exportPlayer", id)).toMatchObject({
      totals: null,
      results: [],
      reportsAbout: [],
      statistics: { points: 0, deeds: {}, shares: [] },
    });
    expect(rest).toContain("Deleted player");
    expect((await ask("audit", 10)).map(({ name }) => name)).toEqual([""]);
  });
}
