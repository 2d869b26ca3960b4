import { loadConfig } from "@fray/server/internal/config/load-config";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import type { InputFrame } from "@fray/shared-state/schema/input-frame";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const IDLE_S = 2;
const STEP_MS = 33;

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel", "--idle-seconds", String(IDLE_S)] });
});
afterAll(() => server.stop());

const guests: Guest[] = [];
const timers: NodeJS.Timeout[] = [];
const join = async (name: string, spectate = false): Promise<Guest> => {
  const guest = await Guest.join(server.url, { name, spectate });
  guests.push(guest);
  return guest;
};
/** Sends an input a step, like a client whose player does `what`. */
const play = (guest: Guest, what: (step: number) => Partial<InputFrame>) => {
  const input = guest.room.input<InputFrame>();
  let step = 0;
  const send = () => {
    Object.assign(input.data, what(step++));
    if (guest.room.connection.isOpen) input.send();
  };
  timers.push(setInterval(send, STEP_MS));
};
/** Waits until the room is `seconds` older. */
const pass = (guest: Guest, seconds: number) => {
  const from = guest.room.clock.lastServerTime();
  return until(`${seconds} s have passed`, () => guest.room.clock.lastServerTime() > from + seconds * 1000);
};
afterEach(async () => {
  for (const timer of timers.splice(0)) clearInterval(timer);
  await Promise.all(guests.splice(0).map((guest) => guest.leave()));
});

describe("a fighter who does nothing", () => {
  test.for([
    ["sends nothing", undefined],
    ["sends inputs in which nothing changes", () => ({ aim: 1 })],
    ["trembles", (step: number) => ({ aim: 1 + (step % 2) * 0.01 })],
  ] as const)("is warned, then sent away with a reason, body and seat gone: one that %s", async ([, what]) => {
    const [idler, active] = [await join("Idler"), await join("Active")];
    play(active, (step) => ({ moveX: step % 2 === 0 ? 1 : -1 }));
    if (what) play(idler, what);
    await until("it is warned", () => idler.heard.notice.length > 0);
    expect(idler.heard.notice[0]?.code).toBe("idle");
    expect(idler.closed).toBeUndefined();
    await until("it is sent away", () => idler.closed);
    expect(idler.closed).toBe(CLOSE.idle);
    await until("its seat is gone", () => !active.room.state.roster.has(idler.sessionId));
    expect(onlyRoom().state.players.has(idler.sessionId)).toBe(false);
    expect(active.heard.notice).toEqual([]);
    expect(active.closed).toBeUndefined();
    expect(onlyRoom().report().counters.refusals.idle).toBeGreaterThan(0);
  });
});

test.for([
  ["walks", () => ({ moveY: 1 })],
  ["fires", () => ({ buttons: 1 })],
  ["looks about", (step: number) => ({ aim: (step * 0.1) % 6 })],
] as const)("who plays stays for as long as they like: one that %s", async ([, what]) => {
  const guest = await join("Player");
  play(guest, what);
  await pass(guest, IDLE_S * 2);
  expect(guest.closed).toBeUndefined();
  expect(guest.heard.notice).toEqual([]);
});

test("a player who only talks counts as active, and so does one who moves again after the warning", async () => {
  const [talker, late] = [await join("Talker"), await join("Late")];
  timers.push(setInterval(() => talker.say("chat", { text: "hm" }), (IDLE_S * 1000) / 4));
  await until("one is warned", () => late.heard.notice.length > 0);
  play(late, () => ({ moveX: 1 }));
  await pass(late, IDLE_S);
  expect([talker.closed, late.closed]).toEqual([undefined, undefined]);
  expect(talker.heard.notice).toEqual([]);
});

test("a spectator has ten times as long", async () => {
  const [watcher, active] = [await join("Watcher", true), await join("Active")];
  play(active, (step) => ({ moveX: step % 2 === 0 ? 1 : -1 }));
  await pass(active, IDLE_S * 2);
  expect(watcher.closed).toBeUndefined();
  expect(watcher.heard.notice).toEqual([]);
});

test("by default the limit is two minutes, and 0 is none", () => {
  expect(loadConfig([], {})).toMatchObject({ idleSeconds: 120 });
  expect(loadConfig(["--idle-seconds", "0"], {})).toMatchObject({ idleSeconds: 0 });
});
