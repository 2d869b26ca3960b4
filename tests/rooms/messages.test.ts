import type { Client, Room } from "@colyseus/core";
import { Allowance } from "@fray/server/internal/network/allowance";
import { listenToClients, type Read, type Refusal } from "@fray/server/internal/network/messages";
import { CLIENT_MESSAGES, type ClientMessageType } from "@fray/shared-state/protocol/messages";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const PAUSE_MS = 60_000;

/** Any JSON, and what is nearly a message of some type. */
const anyPayload = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      scope: fc.oneof(fc.constantFrom("all", "team"), fc.jsonValue()),
      text: fc.oneof(fc.string({ unit: "binary", maxLength: 700 }), fc.jsonValue()),
      emote: fc.oneof(fc.integer({ min: -2, max: 10 }), fc.double()),
      x: fc.double(),
      y: fc.oneof(fc.double({ min: -300, max: 600 }), fc.jsonValue()),
      id: fc.oneof(fc.integer({ min: -1, max: 70_000 }), fc.jsonValue()),
      spectate: fc.oneof(fc.boolean(), fc.jsonValue()),
      count: fc.oneof(fc.integer({ min: -2, max: 70 }), fc.double()),
      skill: fc.oneof(fc.constantFrom("rookie", "mixed"), fc.jsonValue()),
      turn: fc.oneof(fc.integer({ min: -2, max: 70_000 }), fc.jsonValue()),
      locked: fc.oneof(fc.boolean(), fc.jsonValue()),
    },
    { requiredKeys: [] },
  ),
);

/**
 * Makes a room that has only a message handler. Each message advances the time by a minute, so that none exceeds the
 * rate limit.
 */
function hearing() {
  const heard: { type: ClientMessageType; message: unknown }[] = [];
  const refused: Refusal[] = [];
  const told: unknown[] = [];
  const listeners = new Map<string, (client: Client, payload: unknown) => void>();
  const clock = { currentTime: 0 };
  const handle = (type: ClientMessageType) => (_speaker: unknown, message: unknown) => {
    heard.push({ type, message });
    return undefined;
  };
  const speaker = { allowance: new Allowance() };
  const onMessage = (type: string, listener: (client: Client, payload: unknown) => void) =>
    listeners.set(type, listener);
  listenToClients<typeof speaker, Read<typeof CLIENT_MESSAGES>>({ onMessage, clock } as unknown as Room, {
    messages: CLIENT_MESSAGES,
    speakerOf: () => speaker,
    handlers: {
      chat: handle("chat"),
      emote: handle("emote"),
      look: handle("look"),
      wear: handle("wear"),
      follow: handle("follow"),
      report: handle("report"),
      vote: handle("vote"),
      next: handle("next"),
      clip: handle("clip"),
      mark: handle("mark"),
      note: handle("note"),
      party: handle("party"),
      role: handle("role"),
      kick: handle("kick"),
      ban: handle("ban"),
      bots: handle("bots"),
      play: handle("play"),
      restart: handle("restart"),
      lock: handle("lock"),
      pass: handle("pass"),
    },
    onAccepted: () => {},
    onRefused: (refusal) => refused.push(refusal),
  });
  const client = { send: (_type: string, notice: unknown) => told.push(notice) } as unknown as Client;
  const say = (type: string, payload: unknown, pauseMs = PAUSE_MS) => {
    clock.currentTime += pauseMs;
    listeners.get(type)?.(client, payload);
  };
  return { heard, refused, told, say };
}

test("every message either fits its type or is answered with a reason; nothing throws", () => {
  const { heard, refused, told, say } = hearing();
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(CLIENT_MESSAGES), "*"), anyPayload, (type, payload) => {
      const before = { heard: heard.length, refused: refused.length };
      say(type, payload);
      expect(heard.length + refused.length).toBe(before.heard + before.refused + 1);
      expect(told).toEqual(refused);
      const last = heard.length > before.heard ? heard.at(-1) : undefined;
      if (last) expect(CLIENT_MESSAGES[last.type].schema.safeParse(last.message)).toMatchObject({ success: true });
    }),
    { numRuns: 2000 },
  );
  expect(heard.length).toBeGreaterThan(50);
  expect(refused.length).toBeGreaterThan(500);
});

test.each(Object.entries(CLIENT_MESSAGES))("%s is accepted as often as its rate limit allows", (type, { rate }) => {
  const { refused, say } = hearing();
  say(type, "malformed");
  for (let sent = 1; sent < rate.burst; sent++) say(type, "malformed", 0);
  expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: rate.burst }, () => "malformed"));
  say(type, "malformed", 0);
  expect(refused.at(-1)?.code).toBe("tooFast");
  // Half a millisecond more than a message takes, for the rounding.
  say(type, "malformed", 1000 / rate.perSecond + 0.5);
  expect(refused.at(-1)?.code).toBe("malformed");
});

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual();
});
afterAll(() => server.stop());

test("any JSON as any message, from fighter and spectator: no sender is removed, nothing breaks, an innocent notices nothing", async () => {
  const innocent = await Guest.join(server.url, { name: "Innocent" });
  const senders = [
    await Guest.join(server.url, { name: "Fighter" }),
    await Guest.join(server.url, { name: "Spectator", spectate: true }),
  ];
  const types = [...Object.keys(CLIENT_MESSAGES), "nonsense", "__proto__", "events", ""];
  for (const payload of fc.sample(anyPayload, { numRuns: 200, seed: 4 })) {
    for (const sender of senders) for (const type of types) sender.say(type, payload);
    // Sends a few at a time: a flood would get the sender removed, and rightly so.
    const from = innocent.patches;
    await until("the room ticks on", () => innocent.patches > from);
  }
  for (const { closed } of [...senders, innocent]) expect(closed).toBeUndefined();
  expect(innocent.heard.notice).toEqual([]);
  expect(innocent.entry).toMatchObject({ name: "Innocent", connected: true, spectator: false });
  expect(server.context.log.counts().exception).toBe(0);
  const health = await (await settled(fetch(`${server.http}/health`))).json();
  expect(health.rooms[0].counters.messagesRefused.malformed).toBeGreaterThan(500);
  await Promise.all([innocent, ...senders].map((guest) => guest.leave()));
});
