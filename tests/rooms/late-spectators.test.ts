import { Client } from "@colyseus/sdk";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const DELAY_MS = 1000;

let server: VirtualServer;
let url: string;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel", "--max-players", "8", "--spectator-delay-seconds", "1"] });
  url = server.url;
});
afterAll(() => server.stop());

const guests: Guest[] = [];
const join = async (name: string, options: { spectate?: boolean; token?: string; bot?: boolean } = {}) => {
  const guest = await Guest.join(url, { name, ...options });
  guests.push(guest);
  return guest;
};
afterEach(async () => {
  await Promise.all(guests.splice(0).map((guest) => guest.leave()));
});

const tokenOf = ({ heard }: Guest): string => heard.identity[0]?.token ?? "";
const bodyOf = ({ sessionId }: Guest) => onlyRoom().state.players.get(sessionId);
/** Age of the last patch that a guest received, by the room's clock, in ms. */
const ageFor = ({ room }: Guest): number => onlyRoom().clock.elapsedTime - room.clock.lastServerTime();
/** Waits until the room is older than the delay. */
const grownUp = () => until("the room has a past", () => onlyRoom().clock.elapsedTime > 1.2 * DELAY_MS);

test("a spectator who joins receives the past state of the room at once, with their own roster entry", async () => {
  const ann = await join("Ann");
  await until("it fights", () => bodyOf(ann)?.alive);
  await grownUp();
  const eve = await join("Eve", { spectate: true });
  expect(ageFor(eve)).toBeGreaterThan(DELAY_MS - 100);
  expect(ageFor(ann)).toBeLessThan(DELAY_MS / 2);
  await until("it sees the fight", () => eve.sees(ann));
  const body = bodyOf(ann);
  if (!body) throw new Error("it has no body");
  const from = body.x;
  Object.assign(body, { x: from + 3 });
  const movedAt = onlyRoom().clock.elapsedTime;
  await until("it is seen to move", () => Math.abs((eve.bodyOf(ann)?.x ?? from) - from) > 1);
  expect(onlyRoom().clock.elapsedTime - movedAt).toBeGreaterThan(DELAY_MS - 100);
});

test("bots alone are shown in the present, until a person joins the fight", async () => {
  const bot = await join("Bot", { bot: true });
  await until("it fights", () => bodyOf(bot)?.alive);
  await grownUp();
  const eve = await join("Eve", { spectate: true });
  await until("it sees the bot", () => eve.sees(bot));
  expect(ageFor(eve)).toBeLessThan(DELAY_MS / 2);
  await join("Ann");
  await until("it is behind from now on", () => ageFor(eve) > DELAY_MS - 100);
});

test("a fighter may not watch on another connection, neither by joining nor by changing role", async () => {
  const ann = await join("Ann");
  await until("it fights", () => bodyOf(ann)?.alive);
  const token = tokenOf(ann);
  await expect(join("Ann", { spectate: true, token })).rejects.toMatchObject({
    code: JOIN_REFUSED.fighting,
    message: expect.stringContaining("You fight in this room"),
  });
  const second = await join("Ann too", { token });
  second.say("role", { spectate: true });
  await until("it is told", () => second.heard.notice.length > 0);
  expect(second.heard.notice[0]).toMatchObject({ code: "notAllowed", text: expect.stringContaining("another tab") });
  expect(second.entry?.spectator).toBe(false);
});

test("a spectator who joins the fight on another connection stops watching", async () => {
  const ann = await join("Ann", { spectate: true });
  const second = await join("Ann", { token: tokenOf(ann) });
  await until("one connection is closed", () => ann.closed);
  expect(ann.closed).toBe(CLOSE.fighting);
  expect(second.closed).toBeUndefined();
  // Somebody else watches as before.
  const eve = await join("Eve", { spectate: true });
  expect(eve.entry?.spectator).toBe(true);
});

test("a fighter who becomes a spectator is behind and has no free camera; back in the fight they have the present", async () => {
  const [ann, bob] = [await join("Ann"), await join("Bob")];
  await grownUp();
  ann.say("role", { spectate: true });
  await until("it watches", () => ann.entry?.spectator && !ann.sees(ann));
  await until("it is behind", () => ageFor(ann) > DELAY_MS - 100);
  for (const [type, message] of [
    ["follow", { id: 0 }],
    ["look", { x: 5, y: 5 }],
  ] as const) {
    ann.heard.notice.length = 0;
    ann.say(type, message);
    await until("it is told", () => ann.heard.notice.length > 0);
    expect(ann.heard.notice[0]).toMatchObject({ code: "mustFollow" });
  }
  ann.heard.notice.length = 0;
  ann.say("follow", { id: bob.id });
  await until("it sees whom it follows", () => ann.sees(bob));
  expect(ann.heard.notice).toEqual([]);
  await until("it may fight again", () => {
    if (ann.entry?.spectator) ann.say("role", { spectate: false });
    return ann.entry?.spectator === false;
  });
  await until("it has a body", () => ann.bodyOf(ann)?.alive);
  expect(ageFor(ann)).toBeLessThan(DELAY_MS / 2);
});

test("a guest who has fought, left and returned as a spectator has no free camera either", async () => {
  await join("Bob");
  const ann = await join("Ann");
  await until("it fights", () => bodyOf(ann)?.alive);
  const token = tokenOf(ann);
  await ann.leave();
  const again = await join("Ann", { spectate: true, token });
  again.say("look", { x: 5, y: 5 });
  await until("it is told", () => again.heard.notice.length > 0);
  expect(again.heard.notice[0]).toMatchObject({ code: "mustFollow" });
  const eve = await join("Eve", { spectate: true });
  eve.say("look", { x: 5, y: 5 });
  const { patches } = eve;
  await until("a while goes by", () => eve.patches > patches + 10);
  expect(eve.heard.notice).toEqual([]);
});

test("a spectator who reconnects returns to the past", async () => {
  const ann = await join("Ann");
  await until("it fights", () => bodyOf(ann)?.alive);
  await grownUp();
  const eve = await settled(
    new Client(url).joinOrCreate<ArenaState>("arena", { name: "Eve", spectate: true }, ArenaState),
  );
  eve.reconnection.minUptime = 0;
  eve.onMessage("*", () => {});
  await until("it watches", () => eve.state.players.has(ann.sessionId));
  const entry = () => onlyRoom().state.roster.get(eve.sessionId);
  eve.connection.transport.close();
  await until("its line is down", () => entry()?.connected === false);
  await until("it is back", () => entry()?.connected === true);
  let patches = 0;
  eve.onStateChange(() => patches++);
  await until("it is sent patches", () => patches > 3);
  expect(onlyRoom().clock.elapsedTime - eve.clock.lastServerTime()).toBeGreaterThan(DELAY_MS - 100);
  expect(eve.state.players.has(ann.sessionId)).toBe(true);
  await settled(eve.leave());
});
