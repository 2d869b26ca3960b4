import { PHRASES } from "@fray/shared-state/protocol/chat-modes";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { LobbyGuest } from "../support/lobby-guest.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

let server: VirtualServer;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "fray-words-"));
  const list = join(folder, "words.txt");
  writeFileSync(list, "|hello|\nnoob\n");
  server = await startVirtual({ args: ["--map", "duel", "--chat", "phrases", "--word-list", list] });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

test("in a room only lines of the list arrive, and not those that the word list forbids", async () => {
  const [ann, bob] = [await Guest.join(server.url, { name: "Ann" }), await Guest.join(server.url, { name: "Bob" })];
  expect(ann.room.state.room.chat).toBe(1);
  ann.say("chat", { text: "my own words" });
  ann.say("chat", { text: PHRASES[0] });
  ann.say("chat", { text: "Nice shot!" });
  await until("the last is heard", () => bob.heard.chat.length > 0);
  expect(bob.heard.chat.map(({ text }) => text)).toEqual(["Nice shot!"]);
  expect(ann.heard.notice.map(({ code }) => code)).toEqual(["notAllowed", "notAllowed"]);
  await Promise.all([ann.leave(), bob.leave()]);
});

test("a name with such a word becomes the default name, in lobby and room", async () => {
  const [guest, visitor] = [
    await Guest.join(server.url, { name: "xX N00b Xx" }),
    await LobbyGuest.join(server.url, { name: "n o o b" }),
  ];
  expect(guest.room.state.roster.get(guest.sessionId)?.name).toBe("Player");
  await until("the lobby shows somebody", () => visitor.room.state.people.size > 0);
  expect(Array.from(visitor.room.state.people.values(), ({ name }) => name)).toEqual(["Player"]);
  await Promise.all([guest.leave(), visitor.leave()]);
});

test("a lobby says what may be said, and holds to it", async () => {
  const [ann, bob] = [
    await LobbyGuest.join(server.url, { name: "Ann" }),
    await LobbyGuest.join(server.url, { name: "Bob" }),
  ];
  expect(ann.heard.welcome[0]?.offer.chat).toBe("phrases");
  ann.room.send("chat", { text: "my own words" });
  ann.room.send("chat", { text: "Good game!" });
  await until("a line is heard", () => bob.heard.chat.length > 0);
  expect(bob.heard.chat.map(({ text }) => text)).toEqual(["Good game!"]);
  await Promise.all([ann.leave(), bob.leave()]);
});
