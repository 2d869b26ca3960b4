import { Client } from "@colyseus/sdk";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { InputFrame } from "@fray/shared-state/schema/input-frame";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

let server: VirtualServer;
let url: string;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel", "--max-players", "4"] });
  url = server.url;
});
afterAll(() => server.stop());

const guests: Guest[] = [];
const join = async (name: string, spectate = false): Promise<Guest> => {
  const guest = await Guest.join(url, { name, spectate });
  guests.push(guest);
  return guest;
};
afterEach(() => Promise.all(guests.splice(0).map((guest) => guest.leave())));

test("a person who joins as a spectator is in the roster as one, has no body, and sees the fight", async () => {
  const eve = await join("Eve", true);
  expect(eve.entry).toMatchObject({ name: "Eve", spectator: true, connected: true });
  const ann = await join("Ann");
  await until("it sees who came to fight", () => eve.bodyOf(ann)?.alive);
  expect(eve.bodyOf(ann)?.ammo).toBeUndefined();
  expect(onlyRoom().state.players.has(eve.sessionId)).toBe(false);
  expect(onlyRoom().report()).toMatchObject({ players: 2, spectators: 1 });
});

test("half of the places are for fighters: further spectators are refused, by join and by role", async () => {
  const [ann, bob] = [await join("Ann"), await join("Bob")];
  await join("Eve", true);
  const ivy = await join("Ivy", true);
  ivy.say("role", { spectate: false });
  await until("one goes into the fight", () => ivy.entry?.spectator === false);
  ann.say("role", { spectate: true });
  await until("another takes the place", () => ann.entry?.spectator);
  bob.say("role", { spectate: true });
  await until("there is none for a third", () => bob.heard.notice.length > 0);
  expect(bob.heard.notice[0]).toMatchObject({ code: "full", text: expect.stringContaining("spectators") });
  expect(bob.entry?.spectator).toBe(false);
  expect(bob.bodyOf(bob)).toBeDefined();

  await ivy.leave();
  await until("a place is free", () => bob.room.state.roster.size === 3);
  await expect(Guest.join(url, { name: "Late", spectate: true })).rejects.toThrow("enough spectators");
  const late = await join("Late");
  expect(late.room.roomId).toBe(bob.room.roomId);
});

test("inputs of a spectator do nothing, and are acknowledged", async () => {
  const eve = await join("Eve", true);
  const input = eve.room.input<InputFrame>({ type: InputFrame });
  const sent = await until("some are sent", () => {
    input.data.buttons = 1;
    input.send();
    return eve.patches > 20 && eve.patches;
  });
  expect(sent).toBeGreaterThan(0);
  await until("none waits", () => input.pendingCount === 0);
  expect(onlyRoom().report().counters.inputsDropped).toBe(0);
});

test("a spectator who reconnects is still one, and sends and receives chat", async () => {
  const ann = await join("Ann");
  const eve = await settled(
    new Client(url).joinOrCreate<ArenaState>("arena", { name: "Eve", spectate: true }, ArenaState),
  );
  eve.reconnection.minUptime = 0;
  const heard: unknown[] = [];
  eve.onMessage("chat", (line) => heard.push(line));
  eve.onMessage("*", () => {});
  await until("it watches", () => eve.state.players.has(ann.sessionId));
  const { sessionId } = eve;
  const entry = () => onlyRoom().state.roster.get(sessionId);
  eve.connection.transport.close();
  await until("its line is down", () => entry()?.connected === false);
  ann.say("chat", { text: "is she gone?" });
  await until("it is back", () => entry()?.connected === true);
  expect(entry()?.spectator).toBe(true);
  await until("it sees", () => eve.state.players.has(ann.sessionId));
  eve.send("chat", { text: "no" });
  await until("it is heard", () => ann.heard.chat.some(({ text }) => text === "no"));
  await until("it hears", () => heard.length > 0);
  expect(heard).toMatchObject([{ text: "no" }]);
  await settled(eve.leave());
});
