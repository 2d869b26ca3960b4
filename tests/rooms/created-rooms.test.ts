import { matchMaker } from "@colyseus/core";
import type { ArenaRoom } from "@fray/server/internal/rooms/arena-room";
import { knownAt } from "@fray/server/internal/skill/player-level";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { contextHere } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

let server: VirtualServer;
let url: string;
beforeAll(async () => {
  const offer = "--map kiln,duel --mode ffa,tdm --max-players 6 --bots 4 --bot-skill rookie --round-seconds 240";
  server = await startVirtual({
    args: [...offer.split(" "), "--joins-per-minute", "0", "--rooms-per-address", "3", "--max-rooms", "5"],
  });
  url = server.url;
});
afterAll(() => server.stop());

const guests: Guest[] = [];
const track = async (joining: Promise<Guest>): Promise<Guest> => {
  const guest = await joining;
  guests.push(guest);
  return guest;
};
const create = (...request: Parameters<typeof Guest.create> extends [string, ...infer Rest] ? Rest : never) =>
  track(Guest.create(url, ...request));
const quickPlay = (options?: Parameters<typeof Guest.join>[1]) => track(Guest.join(url, options));
const enter = ({ room }: Guest, options?: Parameters<typeof Guest.joinById>[2]) =>
  track(Guest.joinById(url, room.roomId, options));
afterEach(async () => {
  await Promise.all(guests.splice(0).map((guest) => guest.leave()));
  await until("all rooms are closed", () => contextHere().arenas.size === 0);
});

const serverSide = ({ room }: Guest): ArenaRoom => {
  const found = Array.from(contextHere().arenas).find(({ roomId }) => roomId === room.roomId);
  if (!found) throw new Error("no such room");
  return found;
};
const refusedWith = (code: number, sentence: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(sentence) });

describe("a room that a person creates", () => {
  test("is as they wish, and they own it", async () => {
    const ann = await create({
      name: "  Ann's \u202eden ",
      mode: "tdm",
      maps: ["kiln"],
      maxPlayers: 3,
      bots: 2,
      friendlyFire: true,
      roundSeconds: 90,
      scoreLimit: 7,
    });
    const { room, match } = ann.room.state;
    expect(room.toJSON()).toMatchObject({
      name: "Ann's den",
      owner: ann.id,
      locked: false,
      private: false,
      hasPassword: false,
      friendlyFire: true,
      bots: 2,
    });
    expect(room.plans.map(({ map, mode }) => [map, mode])).toEqual([["kiln", 1]]);
    expect(ann.room.state.players.get(ann.sessionId)?.team).toBeGreaterThan(0);
    expect(ann.room.state.map).toBe("kiln");
    expect([match.mode, match.scoreLimit]).toEqual([1, 7]);
    expect(serverSide(ann).maxClients).toBe(3);
    const bob = await quickPlay();
    expect(bob.room.roomId).toBe(ann.room.roomId);
    await until("the round counts", () => match.phase === 1);
    const seconds = (match.endTick - serverSide(ann).state.match.endTick) / 30;
    expect(seconds).toBe(0);
    expect(match.endTick / 30).toBeLessThanOrEqual(95);
  });

  test("gets the host's values for missing options, and is named after its creator", async () => {
    const ann = await create({}, { name: "Ann" });
    const { room } = ann.room.state;
    expect(room.toJSON()).toMatchObject({ name: "Ann's room", bots: 4, friendlyFire: false, private: false });
    expect(room.plans.map(({ map }) => map)).toEqual(expect.arrayContaining(["kiln", "duel"]));
    expect(serverSide(ann).maxClients).toBe(6);
    expect(serverSide(ann).occupancy()).toMatchObject({ skill: "rookie", fighters: 4, isOwned: true });
  });

  test.for([
    ["a map that the host does not play", { maps: ["foundry"] }, JOIN_REFUSED.notOffered, '"foundry" is not played'],
    ["a mode that the host does not play", { mode: "ctf" }, JOIN_REFUSED.notOffered, "mode ctf is not played"],
    ["more players than the host allows", { maxPlayers: 7 }, JOIN_REFUSED.notOffered, "at most 6 players"],
    ["more bots than the host allows", { bots: 5 }, JOIN_REFUSED.notOffered, "at most 4 bots"],
    ["a single player", { maxPlayers: 1 }, 422, "maxPlayers"],
    ["half a player", { maxPlayers: 2.5 }, 422, "maxPlayers"],
    ["fewer bots than none", { bots: -1 }, 422, "bots"],
    ["a round of a moment", { roundSeconds: 29 }, 422, "roundSeconds"],
    ["a round without end", { roundSeconds: 3601 }, 422, "roundSeconds"],
    ["a score beyond all bounds", { scoreLimit: 1001 }, 422, "scoreLimit"],
    ["a mode that is none", { mode: "chess" }, 422, "mode"],
    ["maps without end", { maps: Array.from({ length: 65 }, () => "kiln") }, 422, "maps"],
    ["a skill that is none", { skill: "god" }, 422, "skill"],
    ["a name without end", { name: "x".repeat(300) }, 422, "name"],
    ["a password without end", { password: "x".repeat(65) }, 422, "password"],
    ["nearly a truth", { private: "yes" }, 422, "private"],
    ["what is no room at all", 7, 422, "expected object"],
  ] as const)("is refused with %s: a code, a sentence, and no room", async ([, room, code, sentence]) => {
    await expect(Guest.create(url, room as object)).rejects.toEqual(refusedWith(code, sentence));
    expect(contextHere().arenas.size).toBe(0);
  });

  test("ignores any additional options of the request", async () => {
    const forged = {
      settings: { maxRooms: 99 },
      handover: {},
      created: { request: {}, addressKey: "x" },
      maxClients: 500,
    };
    const ann = await track(Guest.join(url, { name: "Ann", ...forged }));
    expect(ann.room.state.room.toJSON()).toMatchObject({ name: "", owner: 0 });
    expect(serverSide(ann).maxClients).toBe(6);
    expect(serverSide(ann).addressKey).toBeUndefined();
  });
});

describe("a private room", () => {
  test("is found only by its id", async () => {
    const ann = await create({ private: true });
    expect(ann.room.state.room.private).toBe(true);
    const bob = await quickPlay();
    expect(bob.room.roomId).not.toBe(ann.room.roomId);
    const cid = await enter(ann);
    expect(cid.room.roomId).toBe(ann.room.roomId);
    // Everybody may ask how the server is.
    const health = await (await settled(fetch(`${server.http}/health`))).text();
    expect(health).toContain(bob.room.roomId);
    expect(health).not.toContain(ann.room.roomId);
  });
});

describe("a room with a password", () => {
  test("is not found by quick play, and admits clients that know its id", async () => {
    const ann = await create({ password: "sésame" });
    expect(JSON.stringify(ann.room.state.toJSON())).not.toContain("sésame");
    expect(ann.room.state.room.hasPassword).toBe(true);
    expect((await matchMaker.query({ roomId: ann.room.roomId }))[0]).toMatchObject({ private: true });
    const bob = await quickPlay();
    expect(bob.room.roomId).not.toBe(ann.room.roomId);
    await expect(enter(ann)).rejects.toEqual(refusedWith(JOIN_REFUSED.passwordNeeded, "has a password"));
    await expect(enter(ann, { password: "Sésame" })).rejects.toEqual(
      refusedWith(JOIN_REFUSED.wrongPassword, "not the password"),
    );
    const cid = await enter(ann, { password: "sésame" });
    expect(cid.room.roomId).toBe(ann.room.roomId);
  });

  test("checks ten wrong passwords a minute, however many come at once; right ones do not count", async () => {
    const ann = await create({ password: "right" });
    for (let visit = 0; visit < 12; visit++) await (await enter(ann, { password: "right" })).leave();
    const before = server.context.refusals.counts.wrongPassword;
    const answers = await Promise.allSettled(
      Array.from({ length: 30 }, (_, guess) => Guest.joinById(url, ann.room.roomId, { password: `guess ${guess}` })),
    );
    const codes = answers.map((answer) => answer.status === "rejected" && answer.reason.code);
    expect(codes.filter((code) => code === JOIN_REFUSED.wrongPassword)).toHaveLength(10);
    expect(codes.filter((code) => code === JOIN_REFUSED.tooManyGuesses)).toHaveLength(20);
    expect(server.context.refusals.counts.wrongPassword).toBe(before + 10);
    await expect(enter(ann, { password: "right" })).rejects.toEqual(
      refusedWith(JOIN_REFUSED.tooManyGuesses, "in a minute"),
    );
  });
});

describe("quick play", () => {
  test("leads to the room with most people and a free place", async () => {
    const [ann, bob] = [await create({ maxPlayers: 2 }), await create({})];
    const cid = await enter(bob);
    await until("it is known", () => serverSide(bob).metadata.people === 2);
    const dan = await quickPlay();
    expect(dan.room.roomId).toBe(bob.room.roomId);
    for (const guest of [ann, cid]) expect(guest.closed).toBeUndefined();
  });

  test("leads a newcomer to rookies and a veteran to veterans, even past a room with more people", async () => {
    const [easy, hard] = [await create({ skill: "rookie" }), await create({ skill: "8" })];
    const cid = await enter(hard);
    await until("it is known", () => serverSide(hard).metadata.people === 2);
    const newcomer = await quickPlay();
    expect(newcomer.room.roomId).toBe(easy.room.roomId);
    const dan = await enter(easy);
    const eve = await enter(easy);
    const [identity] = eve.heard.identity;
    if (!identity) throw new Error("a new guest is told their identity");
    await until("it is known", () => serverSide(easy).metadata.people === 4);
    contextHere().levels.remember(identity.id, knownAt(8.2));
    await eve.leave();
    const again = await quickPlay({ token: identity.token });
    expect(again.room.roomId).toBe(hard.room.roomId);
    for (const guest of [cid, dan]) expect(guest.closed).toBeUndefined();
  });

  test("with a mode leads to a room that plays it, else to a new room that plays nothing else", async () => {
    const ann = await create({ mode: "ffa" });
    const bob = await quickPlay({ mode: "tdm" });
    expect(bob.room.roomId).not.toBe(ann.room.roomId);
    const { room, match } = bob.room.state;
    expect(match.mode).toBe(1);
    expect(new Set(room.plans.map(({ mode }) => mode))).toEqual(new Set([1]));
    expect(room.owner).toBe(0);
    const cid = await quickPlay({ mode: "tdm" });
    expect(cid.room.roomId).toBe(bob.room.roomId);
    const dan = await quickPlay({ mode: "ffa" });
    expect(dan.room.roomId).toBe(ann.room.roomId);
    await expect(quickPlay({ mode: "hill" })).rejects.toEqual(refusedWith(JOIN_REFUSED.notOffered, "mode hill"));
    await expect(quickPlay({ mode: "chess" as "ffa" })).rejects.toMatchObject({ code: 422 });
  });

  test("leads a spectator only to a room with a free spectator place; it opens no new room for that", async () => {
    const ann = await create({ maxPlayers: 4 });
    for (let eyes = 0; eyes < 2; eyes++) await quickPlay({ spectate: true });
    const refusal = refusedWith(JOIN_REFUSED.fullOfSpectators, "enough spectators");
    await expect(quickPlay({ spectate: true })).rejects.toEqual(refusal);
    await expect(enter(ann, { spectate: true })).rejects.toEqual(refusal);
    expect(contextHere().arenas.size).toBe(1);
    const bob = await create({});
    const eve = await quickPlay({ spectate: true });
    expect(eve.room.roomId).toBe(bob.room.roomId);
  });
});

describe("very many rooms", () => {
  test("are limited per address, and closing one makes another possible", async () => {
    const [ann] = [await create({}), await create({}), await create({ private: true })];
    const before = server.context.refusals.counts.tooManyRooms;
    await expect(create({})).rejects.toEqual(refusedWith(JOIN_REFUSED.tooManyRooms, "opened as many rooms as it may"));
    expect(server.context.refusals.counts.tooManyRooms).toBe(before + 1);
    expect(contextHere().arenas.size).toBe(3);
    await ann.leave();
    await until("it is closed", () => contextHere().arenas.size === 2);
    await create({});
  });
});

test("a full room refuses with its own code", async () => {
  const ann = await create({ maxPlayers: 2 });
  await enter(ann);
  await expect(enter(ann)).rejects.toEqual(refusedWith(JOIN_REFUSED.full, "This room is full"));
  expect(server.context.refusals.counts.full).toBeGreaterThan(0);
});

test("a created room that its creator never joins closes", async () => {
  const session = await settled(
    fetch(`${server.http}/matchmake/create/arena`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ room: {} }),
    }),
  );
  expect(session.status).toBe(200);
  expect(contextHere().arenas.size).toBe(1);
  await until("it is closed", () => contextHere().arenas.size === 0);
});
