import type { LobbyRoom } from "@fray/server/internal/lobby/lobby-room";
import { FRIEND_CODE } from "@fray/shared-state/protocol/friend-code";
import { LOBBY_CHAT_LINES } from "@fray/shared-state/protocol/lobby";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { contextHere } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { LobbyGuest } from "../support/lobby-guest.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

let server: VirtualServer;
let url: string;
beforeAll(async () => {
  server = await startVirtual({
    args: [
      ..."--map kiln,duel --mode ffa,tdm --bots 4 --bot-skill regular --max-players 8 --round-seconds 240".split(" "),
      ..."--score-limit 30 --joins-per-minute 0 --rooms-per-address 200 --max-rooms 200 --chat-lines-per-minute 0".split(
        " ",
      ),
    ],
  });
  url = server.url;
});
afterAll(() => server.stop());

const guests: (Guest | LobbyGuest)[] = [];
const track = async <G extends Guest | LobbyGuest>(joining: Promise<G>): Promise<G> => {
  const guest = await joining;
  guests.push(guest);
  return guest;
};
const enterLobby = (name = "Lobbyist", token = "") => track(LobbyGuest.join(url, { name, token }));
const create = (room: Parameters<typeof Guest.create>[1] = {}, options?: Parameters<typeof Guest.create>[2]) =>
  track(Guest.create(url, room, options));
const enter = ({ room }: Guest, options?: Parameters<typeof Guest.joinById>[2]) =>
  track(Guest.joinById(url, room.roomId, options));
afterEach(async () => {
  await Promise.all(guests.splice(0).map((guest) => guest.leave()));
  await until("all rooms are closed", () => contextHere().arenas.size + contextHere().lobbies.size === 0);
});

const onlyLobby = (): LobbyRoom => {
  const [lobby] = contextHere().lobbies;
  if (!lobby) throw new Error("no lobby is open");
  return lobby;
};

describe("a guest who enters the lobby", () => {
  test("gets a welcome: their identity, the host's offer, and their friend code", async () => {
    const ann = await enterLobby("  Ann \u202e");
    const [welcome] = ann.heard.welcome;
    expect(welcome).toMatchObject({ friendCode: expect.stringMatching(FRIEND_CODE), chat: [] });
    expect(welcome?.offer).toEqual({
      chat: "on",
      maps: expect.arrayContaining([
        { name: "kiln", modes: ["ffa", "tdm"] },
        { name: "duel", modes: ["tdm", "ffa"] },
      ]),
      maxPlayers: 8,
      bots: 4,
      skill: "regular",
      roundSeconds: 240,
      scoreLimit: 30,
    });
    expect(ann.room.state.people.get(ann.room.sessionId)?.toJSON()).toEqual({
      id: welcome?.id,
      name: "Ann",
      person: expect.any(Number),
    });
  });

  test("is the same on the next visit, there and in an arena", async () => {
    const ann = await enterLobby("Ann");
    const again = await enterLobby("Ann", ann.token);
    expect(again.friendCode).toBe(ann.friendCode);
    const personOf = ({ room }: LobbyGuest) => room.state.people.get(room.sessionId)?.person;
    expect(personOf(again)).toBe(personOf(ann));
    expect(again.heard.identity).toEqual([]);
    const fighter = await create({}, { token: ann.token });
    expect(fighter.heard.identity).toEqual([]);
    const bob = await enterLobby("Bob");
    expect(bob.friendCode).not.toBe(ann.friendCode);
    // It is the number by which the arena knows the person too, so that who is muted stays muted.
    expect(personOf(bob)).not.toBe(personOf(ann));
    expect(fighter.entry?.person).toBe(personOf(ann));
  });

  test("is visible to the others until they leave", async () => {
    const [ann, bob] = [await enterLobby("Ann"), await enterLobby("Bob")];
    await until("they see each other", () => ann.names.length === 2 && bob.names.length === 2);
    expect(ann.names).toEqual(["Ann", "Bob"]);
    await bob.leave();
    await until("one is left", () => ann.names.length === 1);
    const cid = await enterLobby("Cid");
    await until("another has come", () => ann.names.includes("Cid"));
    expect(cid.names).toEqual(["Ann", "Cid"]);
  });
});

describe("the list of rooms", () => {
  test("follows a room from its opening to its end", async () => {
    const eve = await enterLobby("Eve");
    const ann = await create({ name: "Den", mode: "tdm", maps: ["kiln"], maxPlayers: 6, friendlyFire: true });
    const { roomId } = ann.room;
    await until("it is listed", () => eve.listing(roomId)?.people === 1);
    expect(eve.listing(roomId)?.toJSON()).toEqual({
      name: "Den",
      mode: 1,
      phase: 0,
      map: "kiln",
      people: 1,
      spectators: 0,
      bots: 0,
      places: 6,
      locked: false,
      hasPassword: false,
      friendlyFire: true,
    });
    const bob = await enter(ann);
    await enter(ann, { bot: true });
    await enter(ann, { spectate: true });
    await until("the counts follow", () => {
      const { people, bots, spectators } = eve.listing(roomId) ?? {};
      return people === 2 && bots === 1 && spectators === 1;
    });
    await until("the round counts", () => eve.listing(roomId)?.phase === 1);
    ann.say("lock", { locked: true });
    await until("it is locked", () => eve.listing(roomId)?.locked);
    await bob.leave();
    await until("one has left", () => eve.listing(roomId)?.people === 1);
    for (const guest of guests) if (guest !== eve) await guest.leave();
    await until("it is gone", () => !eve.listing(roomId));
  });

  test("has the rooms from before the lobby opened, and those that the server opens", async () => {
    const [ann, bob] = [await create({ name: "Den", password: "x" }), await track(Guest.join(url))];
    const eve = await enterLobby();
    await until("both are listed", () => eve.room.state.rooms.size === 2);
    expect(eve.listing(ann.room.roomId)).toMatchObject({ name: "Den", hasPassword: true });
    expect(eve.listing(bob.room.roomId)).toMatchObject({ name: "", hasPassword: false });
  });

  test("shows a new room correctly in the place of a closed one", async () => {
    const eve = await enterLobby();
    for (const name of ["First", "Second", "Third"]) {
      const ann = await create({ name });
      await until("it is listed", () => eve.listing(ann.room.roomId)?.name === name);
      await ann.leave();
      await until("it is gone", () => eve.room.state.rooms.size === 0);
    }
  });

  test("never has a private room, nor any of its data", async () => {
    const eve = await enterLobby();
    const ann = await create({ name: "Secret", private: true });
    const bob = await create({ name: "Open" });
    await until("the other is listed", () => eve.listing(bob.room.roomId));
    const all = JSON.stringify([eve.room.state.toJSON(), eve.heard]);
    expect(all).not.toContain(ann.room.roomId);
    expect(all).not.toContain("Secret");
  });
});

describe("chat in the lobby", () => {
  test("reaches all guests, normalized, and those who join later", async () => {
    const [ann, bob] = [await enterLobby("Ann"), await enterLobby("Bob")];
    ann.say("chat", { text: "  <b>hello</b> \u202e there" });
    await until("it is heard", () => bob.heard.chat.length > 0 && ann.heard.chat.length > 0);
    const line = {
      from: ann.heard.welcome[0]?.id,
      person: expect.any(Number),
      name: "Ann",
      text: "<b>hello</b> there",
      at: expect.any(Number),
    };
    expect(bob.heard.chat).toEqual([line]);
    const cid = await enterLobby("Cid");
    expect(cid.heard.welcome[0]?.chat).toEqual([line]);
  });

  test("keeps the last 50 lines", async () => {
    const talkers: LobbyGuest[] = [];
    for (let talker = 0; talker < 12; talker++) talkers.push(await enterLobby(`T${talker}`));
    const [first] = talkers;
    for (const [index, talker] of talkers.entries()) {
      for (let line = 0; line < 5; line++) talker.say("chat", { text: `${index}.${line}` });
      await until("all of it is heard", () => first?.heard.chat.length === (index + 1) * 5);
    }
    const late = await enterLobby("Late");
    const chat = late.heard.welcome[0]?.chat ?? [];
    expect(chat).toHaveLength(LOBBY_CHAT_LINES);
    expect([chat.at(0)?.text, chat.at(-1)?.text]).toEqual(["2.0", "11.4"]);
  });

  test.for([
    ["too long a line", { text: "é".repeat(161) }, "at most 160"],
    ["what no line is made for", { text: "x".repeat(20_000) }, "too long"],
    ["nothing", { text: " \u200b " }, "nothing to say"],
    ["no text", { text: 7 }, "chat.text"],
  ] as const)("does not take %s", async ([, message, text]) => {
    const [mallory, bob] = [await enterLobby("Mallory"), await enterLobby("Bob")];
    mallory.say("chat", message);
    await until("it is told", () => mallory.heard.notice.length > 0);
    expect(mallory.heard.notice).toEqual([{ code: "malformed", text: expect.stringContaining(text) }]);
    mallory.say("chat", { text: "still here" });
    await until("it is still in", () => bob.heard.chat.length > 0);
    expect(bob.heard.chat.map((line) => line.text)).toEqual(["still here"]);
    expect(bob.heard.notice).toEqual([]);
  });

  test("refuses a flood, and messages of arenas", async () => {
    const [mallory, bob] = [await enterLobby("Mallory"), await enterLobby("Bob")];
    mallory.say("kick", { id: 1 });
    await until("it is told", () => mallory.heard.notice[0]?.text.includes("does not know this type of message"));
    for (let line = 0; line < 50; line++) mallory.say("chat", { text: `spam ${line}` });
    await until("it is told", () => mallory.heard.notice.some(({ code }) => code === "tooFast"));
    expect(bob.heard.chat.length).toBeLessThanOrEqual(6);
    expect(mallory.heard.notice.length).toBeLessThan(40);
  });
});

describe("friends", () => {
  const last = ({ heard }: LobbyGuest) => heard.friends.at(-1);

  test("are shown with their place: in the lobby, in a room, away", async () => {
    const [eve, ann] = [await enterLobby("Eve"), await enterLobby("Ann")];
    const { friendCode: code, token } = ann;
    eve.say("friends", { codes: [code] });
    await until("it is told", () => last(eve)?.length === 1);
    expect(last(eve)).toEqual([{ code, name: "Ann", where: "lobby" }]);

    const den = await create({ name: "Den" }, { name: "Annie", token });
    await until("they play", () => last(eve)?.[0]?.where === "room");
    expect(last(eve)).toEqual([{ code, name: "Annie", where: "room", roomId: den.room.roomId }]);
    await den.leave();
    await until("they are back", () => last(eve)?.[0]?.where === "lobby");
    await ann.leave();
    await until("they are away", () => last(eve)?.length === 0);
  });

  test("friends in an arena are listed there, although they are in the lobby as well, in either order", async () => {
    const den = await create({ name: "Den" }, { name: "Annie" });
    const ann = await enterLobby("Ann", den.heard.identity[0]?.token);
    const eve = await enterLobby("Eve");
    eve.say("friends", { codes: [ann.friendCode] });
    await until("it is told", () => last(eve)?.length === 1);
    expect(last(eve)).toEqual([{ code: ann.friendCode, name: "Annie", where: "room", roomId: den.room.roomId }]);
  });

  test("in a private room are shown only as playing", async () => {
    const eve = await enterLobby("Eve");
    const ann = await enterLobby("Ann");
    const den = await create({ name: "Secret", private: true }, { name: "Ann", token: ann.token });
    eve.say("friends", { codes: [ann.friendCode] });
    await until("it is told", () => last(eve)?.[0]?.where === "private");
    expect(last(eve)).toEqual([{ code: ann.friendCode, name: "Ann", where: "private" }]);
    expect(JSON.stringify([eve.heard, eve.room.state.toJSON()])).not.toContain(den.room.roomId);
  });

  test("are told only to clients with their friend code: neither ids nor tokens work", async () => {
    const [eve, ann] = [await enterLobby("Eve"), await enterLobby("Ann")];
    const [id = ""] = ann.token.split(".");
    expect(ann.friendCode).not.toContain(id);
    eve.say("friends", { codes: [eve.friendCode.split("").toReversed().join("")] });
    await until("nobody is known by it", () => eve.heard.friends.length === 1);
    expect(last(eve)).toEqual([]);
    for (const codes of [[id], [ann.token], "all", [""], Array.from({ length: 101 }, () => ann.friendCode)]) {
      const told = eve.heard.notice.length;
      eve.say("friends", { codes });
      await until("it is refused", () => eve.heard.notice.length > told);
    }
    const patches = eve.heard.friends.length;
    expect(patches).toBe(1);
    const seen = JSON.stringify([eve.room.state.toJSON(), eve.heard.welcome]);
    expect(seen).not.toContain(ann.friendCode);
    expect(seen).not.toContain(id);
  });

  test("are not sent again without a change", async () => {
    const [eve, ann] = [await enterLobby("Eve"), await enterLobby("Ann")];
    eve.say("friends", { codes: [ann.friendCode] });
    await until("it is told", () => last(eve)?.length === 1);
    const { patches } = eve;
    const bob = await enterLobby("Bob");
    await until("something else has changed", () => eve.patches > patches);
    await bob.leave();
    expect(eve.heard.friends).toHaveLength(1);
  });
});

test("a room that fails to report its state does not keep others out of the list", async () => {
  const eve = await enterLobby("Eve");
  const ann = await create({ name: "Broken" });
  await until("it is listed", () => eve.listing(ann.room.roomId));
  const [room] = contextHere().arenas;
  if (room)
    room.present = () => {
      throw new Error("a bug");
    };
  const bob = await create({ name: "Sound" });
  await until("the other is listed", () => eve.listing(bob.room.roomId)?.name === "Sound");
});

test("a lobby sends its changes twice a second at most", async () => {
  const eve = await enterLobby("Eve");
  await until("it is known", () => onlyLobby().state.people.size === 1);
  const [patches, since] = [eve.patches, performance.now()];
  for (let visit = 0; visit < 12; visit++) {
    const ann = await create({ name: `Den ${visit}` });
    await ann.leave();
  }
  const seconds = (performance.now() - since) / 1000;
  expect(eve.patches - patches).toBeLessThanOrEqual(Math.ceil(seconds * 2) + 1);
});
