import { Client } from "@colyseus/sdk";
import type { Dialled } from "@fray/netcode/testing";
import { ordersFor, type Occupancy } from "@fray/server/internal/hosting/backfill";
import { startHostBots, type HostBots } from "@fray/server/internal/operations/host-bots";
import { afterEach, describe, expect, test, vi } from "vitest";

import { contextHere, onlyRoom, settings } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { settled, until } from "../support/until.ts";
import { botsHere } from "../support/virtual-bots.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

// The host's bots are a process of their own, which has no part in the time of this one.
vi.mock("node:child_process", async (importOriginal) => {
  const { spawnHere } = await import("../support/virtual-bots.ts");
  return { ...(await importOriginal<object>()), spawn: spawnHere };
});

let server: VirtualServer;
/** The way to the server on which the bots come. */
let way: Dialled;
let bots: HostBots | undefined;
afterEach(async () => {
  bots?.stop();
  bots = undefined;
  await server.stop();
});

const start = async (...args: string[]) => {
  server = await startVirtual({ args });
  way = server.dial();
  bots = startHostBots(settings(...args), way.endpoint.replace("http", "ws"), server.context);
};
/** Bots in the one room, by what their entries say. */
const own = () =>
  contextHere().arenas.size === 0 ? [] : Array.from(onlyRoom().state.roster.values()).filter((one) => one.bot);

const botsEverywhere = () =>
  Array.from(contextHere().arenas)
    .flatMap(({ state }) => Array.from(state.roster.values()))
    .filter(({ bot }) => bot).length;

describe("a room that is to have four fighters", () => {
  test("has bots for all free places, labelled; one leaves when a person joins, and returns when a person leaves", async () => {
    await start("--bots", "4");
    await until("four bots are in", () => own().length === 4);
    const guests: Guest[] = [];
    for (const left of [3, 2, 1, 0, 0]) {
      const before = own().length;
      guests.push(await Guest.join(server.url, { name: `Guest ${left}` }));
      let least = before;
      await until(
        "one bot has made room",
        () => {
          least = Math.min(least, own().length);
          return own().length === left;
        },
        30_000,
      );
      expect(least).toBe(left);
    }
    await Promise.all(guests.slice(2).map((guest) => guest.leave()));
    await until("bots are back", () => own().length === 2);
    await Promise.all(guests.slice(0, 2).map((guest) => guest.leave()));
  });

  test("has them again when their process is killed; the players in the room are not disturbed", async () => {
    await start("--bots", "3");
    const guest = await Guest.join(server.url);
    await until("two bots are in", () => own().length === 2);
    way.link.cut();
    botsHere.at(-1)?.die();
    await until("they are missed", () => own().length === 0);
    way.link.restore();
    const { patches } = guest;
    await until("two new ones are in", () => own().length === 2);
    expect(guest.closed).toBeUndefined();
    expect(guest.patches).toBeGreaterThan(patches);
    await guest.leave();
  });
});

describe("a room that is to have three fighters", () => {
  const sizes = () =>
    [1, 2].map((side) => Array.from(onlyRoom().state.roster.values()).filter(({ team }) => team === side).length);

  test("has four with teams, so that a person who comes has as many mates as foes", async () => {
    await start("--bots", "3", "--mode", "tdm", "--map", "foundry");
    await until("four bots are in", () => own().length === 4);
    const guest = await Guest.join(server.url);
    await until("one has made room", () => own().length === 3);
    await until("the sides are even", () => sizes().join() === "2,2");
    await guest.leave();
    await until("it is back", () => own().length === 4);
  });

  test("has three without teams", async () => {
    await start("--bots", "3", "--mode", "ffa", "--map", "kiln");
    await until("three bots are in", () => own().length === 3);
    const guest = await Guest.join(server.url);
    await until("one has made room", () => own().length === 2);
    await guest.leave();
  });
});

test("bots don't keep a room without people open, once there are people in another", async () => {
  await start("--bots", "3", "--max-players", "3");
  const stay = [await Guest.join(server.url), await Guest.join(server.url), await Guest.join(server.url)];
  await until("their room is full of people", () => botsEverywhere() === 0);
  const goes = await Guest.join(server.url);
  await until("another has one and a bot", () => contextHere().arenas.size === 2 && botsEverywhere() === 1);
  await goes.leave();
  await until("that room is closed", () => contextHere().arenas.size === 1);
  expect(stay.map(({ closed }) => closed)).toEqual([undefined, undefined, undefined]);
  await Promise.all(stay.map((guest) => guest.leave()));
  await until("the last one is kept for who comes", () => contextHere().arenas.size === 1 && botsEverywhere() === 2);
});

test(
  "a room that a person created has the bots its owner wants, and closes when people have left; the server's room stays",
  { timeout: 60_000 },
  async () => {
    await start("--bots", "3");
    const ann = await Guest.create(server.url, { bots: 2, private: true, skill: "rookie" }, { name: "Ann" });
    const botCount = () => Array.from(ann.room.state.roster.values()).filter(({ bot }) => bot).length;
    await until("a bot makes up for one", () => botCount() === 1);
    ann.say("bots", { count: 3 });
    await until("another one has come", () => botCount() === 2);
    ann.say("bots", { count: 0 });
    await until("they have gone", () => botCount() === 0);
    ann.say("bots", { count: 2 });
    await until("one is back", () => botCount() === 1);
    await ann.leave();
    await until(
      "it is closed, and bots keep the server's own",
      () => contextHere().arenas.size === 1 && onlyRoom().addressKey === undefined && botsEverywhere() === 3,
      20_000,
    );
  },
);

describe("bots from outside", () => {
  const joinAs = (options: object) => settled(new Client(server.url).joinOrCreate("arena", options));

  test("are refused where the host allows none, while the room's own join", async () => {
    await start("--bots", "2", "--bot-policy", "refuse");
    await until("the own are in", () => own().length === 2);
    await expect(joinAs({ bot: true })).rejects.toThrow("this server accepts no bots");
    await settled((await joinAs({ name: "Ann" })).leave());
  });

  test("must show the host's token if there is one, and count as fighters", async () => {
    await start("--bots", "2", "--bot-token", "a token of the host");
    await until("the own are in", () => own().length === 2);
    await expect(joinAs({ bot: true })).rejects.toThrow("bots must send the host's token");
    await expect(joinAs({ bot: true, botToken: "another" })).rejects.toThrow("bots must send the host's token");
    const room = await joinAs({ bot: true, botToken: "a token of the host", name: "Outside" });
    await until("an own one has made room", () => own().length === 2);
    expect(own().map(({ name }) => name)).toContain("Outside");
    await settled(room.leave());
  });

  test("may be the only fighters", async () => {
    await start("--bots", "0", "--bot-policy", "only");
    await expect(joinAs({ name: "Ann" })).rejects.toThrow("only bots play on this server");
    await settled((await joinAs({ bot: true })).leave());
  });
});

test("a full room keeps a place free for a person", () => {
  const rooms = [
    { ...ROOM, fighters: 6, places: 4 },
    { ...ROOM, fighters: 6, others: 3, places: 4 },
    { ...ROOM, fighters: 6 },
  ];
  expect(botsIn(rooms)).toEqual([3, 0, 6]);
});

test("a room without people closes, except the last one; a room with a spectator stays", () => {
  const left = { ...ROOM, isDeserted: true };
  const played = { ...ROOM, others: 2 };
  const watched = { ...ROOM, places: 23 };
  expect(botsIn([left, played, { ...left }, watched])).toEqual([0, 3, 0, 5]);
  expect(botsIn([left, { ...left }])).toEqual([5, 0]);
});

test("bots do not keep a created room open, and it takes no bots from the server's rooms", () => {
  const created = { ...ROOM, isOwned: true };
  const left = { ...ROOM, isDeserted: true };
  expect(botsIn([{ ...created, isDeserted: true }, left])).toEqual([0, 5]);
  expect(botsIn([{ ...created, others: 2, fighters: 3 }, left])).toEqual([1, 5]);
  expect(botsIn([{ ...created, isDeserted: true }])).toEqual([0]);
});

/** A permanent room of the server with a spectator and without fighters. */
const ROOM: Occupancy = {
  roomId: "room",
  fighters: 5,
  skill: "mixed",
  steps: [5],
  others: 0,
  places: 24,
  isDeserted: false,
  isOwned: false,
};

function botsIn(rooms: readonly Occupancy[]): number[] {
  return ordersFor(rooms).rooms.map(({ bots: count }) => count);
}
