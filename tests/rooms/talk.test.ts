import { mutedPeople } from "@fray/game-client/internal/connection/muted-people";
import { CHAT_LIMIT } from "@fray/shared-state/protocol/messages";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { TestPlayer } from "../support/player.ts";
import { pass, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel", "--joins-per-minute", "0"] });
});
afterAll(() => server.stop());

const guests: Guest[] = [];
const join = async (name: string, spectate = false): Promise<Guest> => {
  const guest = await Guest.join(server.url, { name, spectate });
  guests.push(guest);
  return guest;
};
afterEach(() => Promise.all(guests.splice(0).map((guest) => guest.leave())));

const texts = ({ heard }: Guest) => heard.chat.map(({ text }) => text);
/** The roster as a guest has it, without the fields that change continuously. */
const whoIsThere = ({ room }: Guest) =>
  Array.from(room.state.roster.values(), (entry) => ({ ...entry.toJSON(), ping: undefined }));
/** Puts a player into a team, as a round with teams does. */
const enlist = (guest: Guest, team: number) => {
  const { roster, players } = onlyRoom().state;
  Object.assign(roster.get(guest.sessionId) ?? {}, { team });
  Object.assign(players.get(guest.sessionId) ?? {}, { team });
};

describe("a line of chat", () => {
  test("reaches all players and its sender, with the sender's name, normalized", async () => {
    const [ann, bob, eve] = [await join("Ann"), await join("Bob"), await join("Eve", true)];
    ann.say("chat", { text: "  ﬁne \u202e\u200b  <b>work</b>\u0007 " });
    const line = {
      number: 1,
      from: ann.id,
      person: expect.any(Number),
      name: "Ann",
      team: 0,
      scope: "all",
      text: "fine <b>work</b>",
    };
    for (const guest of [ann, bob, eve]) {
      await until("it is heard", () => guest.heard.chat.length > 0);
      expect(guest.heard.chat).toEqual([line]);
    }
  });

  test("with script in it arrives as the same text", async () => {
    const [ann, bob] = [await join("Ann"), await join("Bob")];
    const script = `<script>alert("1")</script><img src=x onerror=alert(2)>`;
    ann.say("chat", { text: script });
    await until("it is heard", () => bob.heard.chat.length > 0);
    expect(texts(bob)).toEqual([script]);
  });

  test("to a team is received by that team only, to spectators by spectators only", async () => {
    const [ann, mate, foe] = [await join("Ann"), await join("Mate"), await join("Foe")];
    const [eve, ivy] = [await join("Eve", true), await join("Ivy", true)];
    for (const [guest, team] of [
      [ann, 1],
      [mate, 1],
      [foe, 2],
    ] as const)
      enlist(guest, team);
    ann.say("chat", { scope: "team", text: "left" });
    eve.say("chat", { scope: "team", text: "look at her" });
    foe.say("chat", { text: "to all, last" });
    for (const guest of [ann, mate, foe, eve, ivy])
      await until("the last is heard", () => texts(guest).includes("to all, last"));
    expect(texts(ann)).toEqual(["left", "to all, last"]);
    expect(texts(mate)).toEqual(["left", "to all, last"]);
    expect(texts(foe)).toEqual(["to all, last"]);
    expect(texts(eve)).toEqual(["look at her", "to all, last"]);
    expect(texts(ivy)).toEqual(["look at her", "to all, last"]);
    expect(mate.heard.chat[0]).toMatchObject({ team: 1, scope: "team" });
  });
});

describe("an invalid message is dropped, its sender is told why, and the others notice nothing", () => {
  const tooLong = "at most 160 characters";
  test.for([
    ["chat beyond the length", "chat", { text: "é".repeat(CHAT_LIMIT.graphemes + 1) }, "malformed", tooLong],
    ["chat far beyond it", "chat", { text: "x".repeat(2000) }, "malformed", tooLong],
    ["chat that no line is made for", "chat", { text: "x".repeat(20_000) }, "malformed", "too long"],
    ["chat that says nothing", "chat", { text: " \u200b\u202e " }, "malformed", "nothing to say"],
    ["chat that is no text", "chat", { text: { length: 3 } }, "malformed", "chat.text"],
    ["chat to somebody unheard of", "chat", { scope: "enemies", text: "hello" }, "malformed", "chat.scope"],
    ["chat that is nothing at all", "chat", undefined, "malformed", "chat"],
    ["team chat without teams", "chat", { scope: "team", text: "hello" }, "notAllowed", "no teams"],
    ["an emote there is not", "emote", { emote: 99 }, "malformed", "emote.emote"],
    ["a camera of who plays", "look", { x: 1, y: 1 }, "notAllowed", "Only spectators"],
    ["a camera that is nowhere", "look", { x: Number.NaN, y: 1 }, "malformed", "look.x"],
    ["following by who plays", "follow", { id: 1 }, "notAllowed", "Only spectators"],
    ["a role that is neither", "role", { spectate: "yes" }, "malformed", "role.spectate"],
    [
      "a message that nobody listens for",
      "nonsense",
      { deep: [1, 2, 3] },
      "malformed",
      "does not know this type of message",
    ],
    ["a message named like what every object has", "__proto__", 1, "malformed", "does not know this type of message"],
    ["a message named like all messages", "*", 1, "malformed", "does not know this type of message"],
  ] as const)("%s", async ([, type, message, code, text]) => {
    const [mallory, bob] = [await join("Mallory"), await join("Bob")];
    const before = onlyRoom().report().counters.messagesRefused[code];
    const roster = whoIsThere(bob);
    mallory.say(type, message);
    await until("the sender is told", () => mallory.heard.notice.length > 0);
    expect(mallory.heard.notice).toEqual([{ code, text: expect.stringContaining(text) }]);
    expect(onlyRoom().report().counters.messagesRefused[code]).toBe(before + 1);
    const seen = bob.patches;
    await until("another's patches go on", () => bob.patches > seen + 5);
    expect(bob.heard).toMatchObject({ chat: [], emote: [], notice: [] });
    expect(whoIsThere(bob)).toEqual(roster);
    mallory.say("chat", { text: "still here" });
    await until("the sender is still in", () => texts(bob).includes("still here"));
  });

  test("chat above the rate limit is dropped, and later lines pass again", async () => {
    const [mallory, bob] = [await join("Mallory"), await join("Bob")];
    for (let i = 0; i < 50; i++) mallory.say("chat", { text: `spam ${i}` });
    await until("the sender is told", () => mallory.heard.notice.some(({ code }) => code === "tooFast"));
    await until("there is room again", () => {
      if (mallory.heard.chat.length < 50) mallory.say("chat", { text: "later" });
      return texts(bob).includes("later");
    });
    expect(texts(bob).filter((text) => text.startsWith("spam"))).toEqual([
      "spam 0",
      "spam 1",
      "spam 2",
      "spam 3",
      "spam 4",
    ]);
    expect(bob.heard.notice).toEqual([]);
    // A flood is not answered by a flood.
    expect(mallory.heard.notice.length).toBeLessThan(40);
    expect(onlyRoom().report().counters.messagesRefused.tooFast).toBeGreaterThanOrEqual(45);
  });
});

describe("roles", () => {
  test("a player who becomes a spectator has no body any more, keeps its entry, and may return after a pause", async () => {
    const [ann, bob] = [await join("Ann"), await join("Bob")];
    await until("both bodies are there", () => bob.sees(ann) && ann.sees(bob));
    const { id } = ann;
    ann.say("role", { spectate: true });
    await until("it watches", () => ann.entry?.spectator);
    await until("its body is gone, for others and for itself", () => !bob.sees(ann) && !ann.sees(ann));
    expect(onlyRoom().state.players.has(ann.sessionId)).toBe(false);
    await until("it sees what the other one sees", () => ann.sees(bob));

    ann.say("role", { spectate: false });
    await until("it was too soon", () => ann.heard.notice.some(({ code }) => code === "tooFast"));
    expect(ann.entry?.spectator).toBe(true);
    await until("it is back", () => {
      if (ann.entry?.spectator) ann.say("role", { spectate: false });
      return ann.bodyOf(ann)?.alive;
    });
    expect(ann.id).toBe(id);
    expect(ann.bodyOf(ann)).toMatchObject({ id, health: 100, ammo: 16 });
    await until("others see it", () => bob.sees(ann));
    expect(bob.bodyOf(ann)?.ammo).toBeUndefined();
  });

  test("a change to the present role changes nothing and is no error", async () => {
    const ann = await join("Ann");
    await until("it is alive", () => ann.bodyOf(ann)?.alive);
    ann.say("role", { spectate: false });
    ann.say("chat", { text: "heard" });
    await until("what came after is heard", () => texts(ann).includes("heard"));
    expect(ann.heard.notice).toEqual([]);
    expect(ann.bodyOf(ann)?.lives).toBe(1);
  });
});

test("an emote is shown to clients that see its body, and only a player with a body can show one", async () => {
  const [ann, bob, eve] = [await join("Ann"), await join("Bob"), await join("Eve", true)];
  await until("it is seen", () => bob.sees(ann) && eve.sees(ann));
  ann.say("emote", { emote: 3 });
  for (const guest of [ann, bob, eve]) {
    await until("it is shown", () => guest.heard.emote.length > 0);
    expect(guest.heard.emote).toEqual([{ id: ann.id, emote: 3 }]);
  }
  eve.say("emote", { emote: 1 });
  await until("a spectator is told", () => eve.heard.notice.length > 0);
  expect(eve.heard.notice[0]?.code).toBe("notAllowed");
  expect(ann.heard.emote).toHaveLength(1);
});

test("of a muted person neither lines nor emotes nor marks reach the game, and those of others do", async () => {
  const player = await TestPlayer.join(server.http, "Ada");
  const [bob, cid] = [await join("Bob"), await join("Cid")];
  for (const guest of [bob, cid]) enlist(guest, 1);
  for (const entry of onlyRoom().state.roster.values()) entry.team = 1;
  for (const body of onlyRoom().state.players.values()) body.team = 1;
  const events: string[] = [];
  const lines: string[] = [];
  player.onFrame = (frame) => {
    for (const event of frame.events) if (event.type === "emote") events.push(`emote ${event.id}`);
    for (const { id } of frame.marks ?? []) if (!events.includes(`mark ${id}`)) events.push(`mark ${id}`);
    for (const talk of player.game.takeTalk()) if (talk.type === "chat") lines.push(`${talk.name}: ${talk.text}`);
  };
  await until("all are there", () => player.game.standings().length === 3 && player.frame?.others.length === 2);
  const person = player.game.standings().find(({ name }) => name === "Bob")?.person ?? 0;
  expect(person).toBeGreaterThan(0);
  mutedPeople.mute(person);
  for (const guest of [bob, cid]) {
    guest.say("chat", { text: "hello" });
    guest.say("emote", { emote: 2 });
    guest.say("mark", { x: 3, y: 3 });
  }
  await until("the others' arrive", () => events.length >= 2 && lines.length > 0);
  await pass(1000);
  mutedPeople.unmute(person);
  expect(lines).toEqual(["Cid: hello"]);
  expect(events.toSorted()).toEqual([`emote ${cid.id}`, `mark ${cid.id}`]);
  await player.leave();
});
