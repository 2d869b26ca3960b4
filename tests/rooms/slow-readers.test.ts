import { BUTTON, type InputFrame } from "@fray/shared-state/schema/input-frame";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { Network } from "../netcode/network.ts";
import { onlyRoom } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { RawPeer } from "../support/raw-peer.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { compareWithTruth } from "./truth.ts";

const STEP_MS = 1000 / 30;
const KIB = 1024;
/** 32 kbit/s. */
const SLOW_BYTES_PER_S = 4000;
/** How long that line is watched for. */
const SLOW_TICKS = 360;

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel"] });
});
afterAll(() => server.stop());

const guests: Guest[] = [];
const timers: NodeJS.Timeout[] = [];
afterEach(async () => {
  for (const timer of timers.splice(0)) clearInterval(timer);
  await Promise.all(guests.splice(0).map((guest) => guest.leave()));
});

async function join(name: string, url = server.url): Promise<Guest> {
  const guest = await Guest.join(url, { name });
  guests.push(guest);
  return guest;
}

/** A way to the server that can be dialled. */
function openNetwork(roundTripMs: number): { readonly network: Network; readonly url: string } {
  const network = new Network(server, { roundTripMs });
  return { network, url: network.endpoint.replace("http", "ws") };
}

/** Runs about, turns and fires all the time. */
function keepBusy({ room }: Guest): void {
  const input = room.input<InputFrame>();
  let step = Math.random() * 1000;
  const act = () => {
    step++;
    input.data.moveX = Math.cos(step / 9);
    input.data.moveY = Math.sin(step / 7);
    input.data.aim = step / 5;
    input.data.buttons = BUTTON.fire;
    if (room.connection.isOpen) input.send();
  };
  timers.push(setInterval(act, STEP_MS));
}

/** Server times in ms between the patches a guest is sent from now on. */
function watchGaps({ room }: Guest): number[] {
  const gaps: number[] = [];
  let last = room.clock.lastServerTime();
  room.onStateChange(() => {
    const now = room.clock.lastServerTime();
    gaps.push(now - last);
    last = now;
  });
  return gaps;
}

/** Every patch, none left out: whole milliseconds on the wire, so a step is 33 or 34. */
const expectEvery = (gaps: readonly number[]): void => {
  expect(gaps.length).toBeGreaterThan(30);
  expect(Math.max(...gaps)).toBeLessThan(1.5 * STEP_MS);
};

/** The most that has waited for anybody since `watchWaiting`, in bytes as the server counts them. */
function watchWaiting(): { most: number } {
  const watched = { most: 0 };
  const look = async () => {
    const [, bytes] = /^fray_buffered_bytes_max (\d+)/m.exec(await server.context.metrics.exposition()) ?? [];
    watched.most = Math.max(watched.most, Number(bytes));
  };
  timers.push(setInterval(() => void look(), 100));
  return watched;
}

const counters = () => onlyRoom().report().counters;
const ticks = () => onlyRoom().report().tick.ticks;

test("N10: a client that stops reading but answers pings costs at most 5 s and 256 KiB, and others no patch", async () => {
  const other = await join("Other");
  keepBusy(other);
  const peer = await RawPeer.join(server.http, "Blind");
  const entry = () => onlyRoom().state.roster.get(peer.sessionId);
  await until("it is in", () => entry()?.connected);
  const before = counters().slowReaders;
  const gaps = watchGaps(other);
  const waiting = watchWaiting();
  peer.socket.pause();
  timers.push(setInterval(() => peer.pong(), 100));
  const from = ticks();
  // Far more than its patches, and less than what the system takes without a word.
  const flood = setInterval(() => onlyRoom().clients.get(peer.sessionId)?.raw(new Uint8Array(KIB)), 1000 / 30);
  timers.push(flood);
  await until("it is given up", () => counters().slowReaders > before, 10_000);
  clearInterval(flood);
  expect((ticks() - from) * STEP_MS).toBeLessThan(5100);
  await until("its line is cut, its place held", () => entry()?.connected === false);
  expect(waiting.most).toBeGreaterThan(10 * KIB);
  expect(waiting.most).toBeLessThan(256 * KIB);
  expectEvery(gaps);
  peer.socket.destroy();
});

test("a client that stops reading during much traffic is disconnected by the number of bytes", async () => {
  const other = await join("Other");
  const peer = await RawPeer.join(server.http, "Blind");
  const entry = () => onlyRoom().state.roster.get(peer.sessionId);
  await until("it is in", () => entry()?.connected);
  const before = counters().slowReaders;
  const gaps = watchGaps(other);
  peer.socket.pause();
  const from = ticks();
  const flood = setInterval(
    () =>
      onlyRoom()
        .clients.get(peer.sessionId)
        ?.raw(new Uint8Array(8 * KIB)),
    1000 / 30,
  );
  timers.push(flood);
  await until("it is given up", () => counters().slowReaders > before, 10_000);
  expect((ticks() - from) * STEP_MS).toBeLessThan(2500);
  await until("its line is cut", () => entry()?.connected === false);
  expectEvery(gaps);
  peer.socket.destroy();
});

test("N10: a client on 32 kbit/s continues at a lower rate, correct in every patch, and others see no effect", async () => {
  const { network, url } = openNetwork(60);
  const others = await Promise.all(Array.from({ length: 9 }, (_, index) => join(`Other ${index}`)));
  const slow = await join("Slow", url);
  for (const guest of [...others, slow]) keepBusy(guest);
  const comparison = compareWithTruth(slow);
  network.line = { roundTripMs: 60, bytesPerSecond: SLOW_BYTES_PER_S };
  const gaps = others.map(watchGaps);
  const waiting = watchWaiting();
  const { slowReaders, patchesHeld } = counters();
  const from = ticks();
  await until("a while has passed", () => ticks() - from > SLOW_TICKS, 60_000);
  expect(comparison.untrue).toEqual([]);
  expect(comparison.compared).toBeGreaterThan(SLOW_TICKS / 9);
  expect(comparison.compared).toBeLessThan(SLOW_TICKS * 0.9);
  expect(comparison.mostBehindMs).toBeLessThan(3000);
  expect(counters().patchesHeld - patchesHeld).toBeGreaterThan(SLOW_TICKS * 0.1);
  expect(counters().slowReaders).toBe(slowReaders);
  expect(waiting.most).toBeLessThan(64 * KIB);
  for (const each of gaps) expectEvery(each);
});

test("a disconnected client reconnects automatically, and has the whole state again", async () => {
  const { network, url } = openNetwork(20);
  const other = await join("Other");
  const lost = await join("Lost", url);
  for (const guest of [other, lost]) keepBusy(guest);
  lost.room.reconnection.enabled = true;
  lost.room.reconnection.minUptime = 0;
  const { id } = lost;
  const entry = () => onlyRoom().state.roster.get(lost.sessionId);
  network.stall(6000);
  await until("its line is cut", () => entry()?.connected === false, 10_000);
  await until("it is back", () => entry()?.connected === true, 20_000);
  expect(entry()?.id).toBe(id);
  const comparison = compareWithTruth(lost);
  await until("it is sent every patch", () => comparison.compared > 30);
  expect(comparison.untrue).toEqual([]);
});
