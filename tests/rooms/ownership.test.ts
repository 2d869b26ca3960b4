import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { contextHere } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

let server: VirtualServer;
let url: string;
beforeAll(async () => {
  server = await startVirtual({
    args: [
      ..."--map kiln,duel --mode ffa,tdm --bots 4 --max-players 8".split(" "),
      ..."--joins-per-minute 0 --rooms-per-address 100".split(" "),
    ],
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
const create = (room: Parameters<typeof Guest.create>[1] = {}, name = "Ann") =>
  track(Guest.create(url, room, { name }));
const enter = ({ room }: Guest, options?: Parameters<typeof Guest.joinById>[2]) =>
  track(Guest.joinById(url, room.roomId, options));
afterEach(async () => {
  await Promise.all(guests.splice(0).map((guest) => guest.leave()));
  await until("all rooms are closed", () => contextHere().arenas.size === 0);
});

const info = ({ room }: Guest) => room.state.room;
const tokenOf = ({ heard }: Guest): string => heard.identity[0]?.token ?? "";
/** Waits for the next notice that a guest receives. */
const nextNotice = async ({ heard }: Guest, deed: () => void) => {
  const before = heard.notice.length;
  deed();
  await until("it is told", () => heard.notice.length > before);
  return heard.notice.at(-1);
};
/** Breaks a line without a goodbye. */
const breakLine = ({ room }: Guest) => room.connection.transport.close(4999);

const DEEDS = [
  ["kick", { id: 2 }],
  ["ban", { id: 2 }],
  ["bots", { count: 1 }],
  ["play", { turn: 1 }],
  ["restart", {}],
  ["lock", { locked: true }],
  ["pass", { id: 2 }],
] as const;

describe("a client that is not the owner", () => {
  test.for(DEEDS)("can't %s", async ([type, message]) => {
    const ann = await create();
    const [bob, cid] = [await enter(ann), await enter(ann)];
    const before = { room: info(ann).toJSON(), round: ann.room.state.match.round };
    const notice = await nextNotice(bob, () => bob.say(type, { ...message, ...("id" in message && { id: cid.id }) }));
    expect(notice).toEqual({ code: "notAllowed", text: "Only the owner of a room can do that." });
    expect({ room: info(ann).toJSON(), round: ann.room.state.match.round }).toEqual(before);
    expect([ann.closed, bob.closed, cid.closed]).toEqual([undefined, undefined, undefined]);
  });

  test("is every player in a room that the server opened", async () => {
    const [ann, bob] = [await track(Guest.join(url)), await track(Guest.join(url))];
    expect(info(ann).owner).toBe(0);
    expect(await nextNotice(ann, () => ann.say("kick", { id: bob.id }))).toMatchObject({ code: "notAllowed" });
    expect(await nextNotice(ann, () => ann.say("lock", { locked: true }))).toMatchObject({ code: "notAllowed" });
  });
});

describe("the owner", () => {
  test("kicks: the removed player is told, the others hear of it, and the player may return in the next round", async () => {
    const ann = await create();
    const [bob, cid] = [await enter(ann, { name: "Bob" }), await enter(ann)];
    const { id } = bob;
    ann.say("kick", { id });
    await until("it is sent away", () => bob.closed);
    expect(bob.closed).toBe(CLOSE.kicked);
    await until("the others hear", () => cid.heard.presence.length > 0);
    expect(cid.heard.presence.at(-1)).toEqual({ id, name: "Bob", what: "kicked" });
    const refused = { code: JOIN_REFUSED.kicked, message: expect.stringContaining("in the next round") };
    await expect(enter(ann, { token: tokenOf(bob) })).rejects.toMatchObject(refused);
    await expect(enter(ann, { token: tokenOf(bob), spectate: true })).rejects.toMatchObject(refused);
    // Others from the same address come in, known or not.
    await enter(ann);
    ann.say("restart", {});
    const again = await until("the next round begins", () =>
      enter(ann, { name: "Bob", token: tokenOf(bob) }).catch(() => undefined),
    );
    expect(again.room.roomId).toBe(ann.room.roomId);
  });

  test("kicks a person from all their sessions in the room, and a bot without its address's other players", async () => {
    const ann = await create();
    const bob = await enter(ann, { name: "Bob" });
    const second = await enter(ann, { name: "Bob too", token: tokenOf(bob) });
    const bot = await enter(ann, { bot: true, name: "Bot" });
    ann.say("kick", { id: second.id });
    await until("both are sent away", () => bob.closed === CLOSE.kicked && second.closed === CLOSE.kicked);
    ann.say("kick", { id: bot.id });
    await until("so is the bot", () => bot.closed === CLOSE.kicked);
    await expect(enter(ann, { bot: true, name: "Bot 2" })).rejects.toMatchObject({ code: JOIN_REFUSED.kicked });
    await enter(ann, { name: "Cid" });
    // The owner of the room on one connection is not removed by a command on another.
    const own = await enter(ann, { token: tokenOf(ann), name: "Ann too" });
    expect(await nextNotice(ann, () => ann.say("ban", { id: own.id }))).toMatchObject({
      text: expect.stringContaining("to yourself"),
    });
  });

  test.for([
    ["ban", JOIN_REFUSED.banned],
    ["kick", JOIN_REFUSED.kicked],
  ] as const)("can %s who has just left, and all that this person has in the room since", async ([type, code]) => {
    const ann = await create();
    const bob = await enter(ann, { name: "Bob" });
    const { id } = bob;
    await bob.leave();
    await until("it is gone", () => ann.room.state.roster.size === 1);
    const back = await enter(ann, { name: "Bob", token: tokenOf(bob) });
    ann.say(type, { id });
    await until("it is sent away", () => back.closed);
    await expect(enter(ann, { token: tokenOf(bob) })).rejects.toMatchObject({ code });
    expect(await nextNotice(ann, () => ann.say(type, { id: 4999 }))).toMatchObject({ code: "notAllowed" });
  });

  test("kicks a player who has just lost their connection: their place is freed", async () => {
    const ann = await create();
    const bob = await enter(ann);
    const { id } = bob;
    breakLine(bob);
    await until("its line is down", () => ann.room.state.roster.get(bob.sessionId)?.connected === false);
    ann.say("kick", { id });
    await until("it is gone", () => ann.room.state.roster.size === 1);
    expect(ann.heard.presence.map(({ what }) => what)).toEqual(["joined", "dropped", "kicked"]);
  });

  test("bans a player, not the school behind the same router", async () => {
    const ann = await create();
    const pupil = await enter(ann, { name: "Pupil" });
    const mate = await track(Guest.join(url, { name: "Mate" }));
    ann.say("ban", { id: pupil.id });
    await until("it is sent away", () => pupil.closed);
    expect(pupil.closed).toBe(CLOSE.banned);
    const refused = { code: JOIN_REFUSED.banned, message: expect.stringContaining("banned from this room") };
    // The banned guest fails with the old identity, without one, and with a new one.
    await expect(enter(ann, { token: tokenOf(pupil) })).rejects.toMatchObject(refused);
    await expect(enter(ann)).rejects.toMatchObject(refused);
    const elsewhere = await create({ private: true }, "Pupil");
    await expect(enter(ann, { token: tokenOf(elsewhere) })).rejects.toMatchObject(refused);
    // A guest known from before the ban may join, from the same address.
    await mate.leave();
    const back = await enter(ann, { name: "Mate", token: tokenOf(mate) });
    expect(back.room.roomId).toBe(ann.room.roomId);
    // A guest who is banned from the fullest room gets into the next one.
    const other = await track(Guest.join(url, { token: tokenOf(pupil) }));
    expect(other.room.roomId).not.toBe(ann.room.roomId);
  });

  test("bans a second one from the same address, and the first stays out even with a new identity", async () => {
    const ann = await create();
    const [first, second] = [await enter(ann, { name: "First" }), await enter(ann, { name: "Second" })];
    ann.say("ban", { id: first.id });
    await until("it is sent away", () => first.closed);
    // Made after the first ban and before the second.
    const elsewhere = await create({ private: true }, "First");
    ann.say("ban", { id: second.id });
    await until("so is the other", () => second.closed);
    const refused = { code: JOIN_REFUSED.banned };
    for (const { heard } of [first, second, elsewhere]) {
      await expect(enter(ann, { token: heard.identity[0]?.token ?? "" })).rejects.toMatchObject(refused);
    }
    await expect(enter(ann)).rejects.toMatchObject(refused);
  });

  test("sets the bots, up to what the host allows", async () => {
    const ann = await create();
    ann.say("bots", { count: 2, skill: "veteran" });
    await until("it is known", () => info(ann).bots === 2);
    const [room] = contextHere().arenas;
    expect(room?.occupancy()).toMatchObject({ fighters: 2, skill: "veteran" });
    expect(await nextNotice(ann, () => ann.say("bots", { count: 5 }))).toMatchObject({
      code: "notAllowed",
      text: expect.stringContaining("at most 4 bots"),
    });
    expect(await nextNotice(ann, () => ann.say("bots", { count: -1 }))).toMatchObject({ code: "malformed" });
    expect(info(ann).bots).toBe(2);
  });

  test("begins another round of the room's, or restarts the current one", async () => {
    const ann = await create();
    const bob = await enter(ann);
    const { plans } = info(ann);
    const turn = plans.findIndex(({ map }) => map !== ann.room.state.map);
    const [plan, { match }] = [plans[turn], ann.room.state];
    ann.say("play", { turn });
    await until("it is played", () => bob.room.state.map === plan?.map);
    expect(match.mode).toBe(plan?.mode);
    const { round } = match;
    ann.say("restart", {});
    await until("it begins anew", () => bob.room.state.match.round === round + 1);
    expect([bob.room.state.map, match.mode]).toEqual([plan?.map, plan?.mode]);
    expect(await nextNotice(ann, () => ann.say("play", { turn: 99 }))).toMatchObject({ code: "notAllowed" });
  });

  test("is limited in how often it begins rounds", async () => {
    const ann = await create();
    const { round } = ann.room.state.match;
    for (let i = 0; i < 20; i++) ann.say("restart", {});
    await until("it is told", () => ann.heard.notice.some(({ code }) => code === "tooFast"));
    expect(ann.room.state.match.round).toBeLessThanOrEqual(round + 4);
  });

  test("locks: new players are refused, present ones stay and may reconnect; and unlocks", async () => {
    const ann = await create();
    const bob = await enter(ann);
    bob.room.reconnection.minUptime = 0;
    ann.say("lock", { locked: true });
    await until("it is known", () => info(bob).locked);
    await expect(enter(ann)).rejects.toMatchObject({
      code: JOIN_REFUSED.locked,
      message: expect.stringContaining("has locked this room"),
    });
    const stranger = await track(Guest.join(url));
    expect(stranger.room.roomId).not.toBe(ann.room.roomId);
    ann.say("lock", { locked: false });
    await until("it is known", () => !info(bob).locked);
    await enter(ann);
  });

  test("passes the ownership on, and has no rights any more", async () => {
    const ann = await create();
    const [bob, cid] = [await enter(ann), await enter(ann)];
    expect(await nextNotice(bob, () => ann.say("pass", { id: bob.id }))).toMatchObject({ code: "owner" });
    await until("everybody knows", () => info(cid).owner === bob.id);
    expect(await nextNotice(ann, () => ann.say("kick", { id: cid.id }))).toMatchObject({ code: "notAllowed" });
    bob.say("kick", { id: ann.id });
    await until("the new one's word counts", () => ann.closed === CLOSE.kicked);
  });

  test("does nothing to themselves, nothing to an unknown id, nor makes a bot the owner", async () => {
    const ann = await create();
    const bot = await enter(ann, { bot: true, name: "Bot" });
    for (const [type, id, text] of [
      ["kick", ann.id, "to yourself"],
      ["pass", ann.id, "to yourself"],
      ["kick", 999, "No member of the room has that number"],
      ["pass", bot.id, "A bot can't be the owner"],
      ["ban", bot.id, "Only people can be banned"],
    ] as const) {
      expect(await nextNotice(ann, () => ann.say(type, { id }))).toMatchObject({
        code: "notAllowed",
        text: expect.stringContaining(text),
      });
    }
    ann.say("kick", { id: bot.id });
    await until("a bot from outside is kicked", () => bot.closed === CLOSE.kicked);
  });
});

describe("when the owner goes", () => {
  test("the person who has been there longest becomes the owner, no bot does, and the person is told", async () => {
    const ann = await create();
    await enter(ann, { bot: true });
    const [bob, cid] = [await enter(ann), await enter(ann)];
    await ann.leave();
    await until("it has passed on", () => info(cid).owner === bob.id);
    await until("they are told", () => bob.heard.notice.some(({ code }) => code === "owner"));
    expect(cid.heard.notice).toEqual([]);
  });

  test("for a lost connection, the ownership is kept for a moment", async () => {
    const ann = await create();
    const bob = await enter(ann);
    const token = tokenOf(ann);
    const { id } = ann;
    breakLine(ann);
    await until("the line is down", () => bob.room.state.roster.get(ann.sessionId)?.connected === false);
    expect(info(bob).owner).toBe(id);
    // The guest joins again instead of reconnecting: it counts as the same person.
    const again = await enter(bob, { token, name: "Ann" });
    await until("they are in charge again", () => info(bob).owner === again.id);
    await until("the old seat is gone", () => bob.room.state.roster.size === 2);
    expect(again.heard.identity).toEqual([]);
    expect(bob.heard.presence.map(({ what }) => what)).toEqual(["dropped", "returned"]);
    expect(again.heard.notice).toEqual([]);
  });

  test("when all have left, the next to join becomes the owner", async () => {
    const ann = await create();
    const bot = await enter(ann, { bot: true });
    await ann.leave();
    await until("nobody is in charge", () => info(bot).owner === 0);
    const bob = await enter(bot);
    await until("somebody is", () => info(bot).owner === bob.id);
  });
});

test("a person who joins again while their place is held keeps their score and team", async () => {
  const ann = await create({ mode: "tdm" });
  const bob = await enter(ann, { name: "Bob" });
  await enter(ann, { name: "Cid" });
  await until("the round counts", () => ann.room.state.match.phase === 1);
  const [room] = contextHere().arenas;
  const team = bob.entry?.team;
  const playerId = room?.state.roster.get(bob.sessionId)?.playerId;
  Object.assign(room?.state.roster.get(bob.sessionId) ?? {}, { score: 7, kills: 9, deaths: 2 });
  breakLine(bob);
  await until("the line is down", () => ann.room.state.roster.get(bob.sessionId)?.connected === false);
  const again = await enter(ann, { name: "Bob", token: tokenOf(bob) });
  await until("the old seat is gone", () => ann.room.state.roster.size === 3);
  expect(again.entry).toMatchObject({ score: 7, kills: 9, deaths: 2, team });
  expect(again.bodyOf(again)?.team).toBe(team);
  expect(room?.state.roster.get(again.sessionId)?.playerId).toBe(playerId);
});

describe("the stages of a person's presence", () => {
  test("are told to the others, for people only: joined, lost the connection, left", async () => {
    const ann = await create();
    const bob = await enter(ann, { name: "Bob" });
    await enter(ann, { bot: true, name: "Bot" });
    const { id } = bob;
    await bob.leave();
    await until("it is told", () => ann.heard.presence.length === 2);
    expect(ann.heard.presence).toEqual([
      { id, name: "Bob", what: "joined" },
      { id, name: "Bob", what: "left" },
    ]);
    expect(bob.heard.presence).toEqual([]);
  });
});
