import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { LobbyGuest } from "../support/lobby-guest.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

let server: VirtualServer;
let url: string;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel"] });
  url = server.url;
});
afterAll(() => server.stop());

const guests: (Guest | LobbyGuest)[] = [];
afterEach(() => Promise.all(guests.splice(0).map((guest) => guest.leave())));
const stay = <Someone extends Guest | LobbyGuest>(guest: Someone): Someone => {
  guests.push(guest);
  return guest;
};

test("a player can't take the owner's name, or one that looks like it, or the label of a bot", async () => {
  const owner = stay(await Guest.create(url, {}, { name: "Ann" }));
  const join = async (options: { name: string; token?: string; bot?: boolean }) =>
    stay(await Guest.joinById(url, owner.room.roomId, options));
  const names = [];
  for (const name of ["Ann", "АNN", "[BOT] Hal", "\u2800\u2800"]) names.push((await join({ name })).entry?.name);
  expect(names).toEqual(["Ann 2", "АNN 3", "Hal", "Player"]);
  expect((await join({ name: "[BOT] Hal", bot: true })).entry).toMatchObject({ name: "[BOT] Hal", bot: true });
});

test("a guest who returns to a held body keeps the name, and the name is free after they leave", async () => {
  const owner = stay(await Guest.create(url, {}, { name: "Ann" }));
  const join = (token = "") => Guest.joinById(url, owner.room.roomId, { name: "Ann", token });
  const second = await join();
  await until("it has been told who it is", () => second.heard.identity.length > 0);
  second.room.connection.transport.close();
  await until("the line is down", () => owner.room.state.roster.get(second.sessionId)?.connected === false);
  const again = await join(second.heard.identity[0]?.token);
  expect(again.entry?.name).toBe("Ann 2");
  await again.leave();
  await until("it is gone", () => owner.room.state.roster.size === 1);
  expect(stay(await join()).entry?.name).toBe("Ann 2");
});

test("an invisible chat line is not sent, in a room or in the lobby; marks are limited", async () => {
  const owner = stay(await Guest.create(url, {}, { name: "Ann" }));
  const joiner = stay(await LobbyGuest.join(url, { name: "Bob" }));
  for (const guest of [owner, joiner]) {
    for (const text of ["\u2800\u0301", "\u{1d159}\ufffc", "\ufdfd"]) guest.say("chat", { text });
    guest.say("chat", { text: `e${"\u0301".repeat(600)}` });
  }
  await until("the last line is said in both", () => owner.heard.chat.length > 0 && joiner.heard.chat.length > 0);
  for (const { heard } of [owner, joiner]) {
    expect(heard.chat.map(({ text }) => text.normalize("NFD").length)).toEqual([4]);
    expect(heard.notice.length).toBeGreaterThan(0);
  }
});

test("people in a lobby and rooms in its list have different names", async () => {
  const eve = stay(await LobbyGuest.join(url, { name: "Eve" }));
  stay(await LobbyGuest.join(url, { name: "Еvе" }));
  await until("both are there", () => eve.names.length === 2);
  expect(eve.names).toEqual(["Eve", "Еvе 2"]);
  const rooms = [];
  for (const name of ["Arena", "Аrena"]) {
    const { room } = stay(await Guest.create(url, { name }, { name: "Ann" }));
    rooms.push(room.roomId);
    await until("it is listed", () => eve.listing(room.roomId));
  }
  expect(rooms.map((roomId) => eve.listing(roomId)?.name)).toEqual(["Arena", "Аrena 2"]);
});
