import { Client } from "@colyseus/sdk";
import { streamOf } from "@fray/netcode/server";
import { InputFrame } from "@fray/shared-state/schema/input-frame";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { onlyRoom } from "../security/in-process.ts";
import { RawPeer } from "../support/raw-peer.ts";
import { settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

/** An input with the time its sender saw, as a float64 that is not a number. */
const NAN_CLAIM = [0x93, 0xcb, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f];
const Health = z.object({ rooms: z.array(z.object({ counters: z.record(z.string(), z.unknown()) })) });
/** More than the buffers of both ends of a line take. */
const BACKLOG_BYTES = 64 * 1024 * 1024;

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual();
});
afterAll(() => server.stop());

const seated = ({ sessionId }: RawPeer) => onlyRoom().state.roster.get(sessionId);
const counters = () => onlyRoom().report().counters;

test("a refused peer that ignores the close frame loses its place", async () => {
  const stays = await RawPeer.join(server.http, "Stays");
  const peer = await RawPeer.join(server.http, "Deaf");
  await until("it is in", () => seated(peer));
  peer.send([0x14, 0x00, 0xff]);
  await until("its seat is gone", () => !seated(peer), 3000);
  expect(counters().refusals.malformed).toBe(1);
  peer.socket.destroy();
  stays.socket.destroy();
});

test("a refused peer that continues to send is no longer read", async () => {
  const stays = await RawPeer.join(server.http, "Stays");
  const peer = await RawPeer.join(server.http, "Loud");
  await until("it is in", () => seated(peer));
  const client = onlyRoom().clients.get(peer.sessionId);
  const stream = client && streamOf(client);
  if (!stream) throw new Error("it has no connection");
  peer.send([0x13, 0xff, 0x00]);
  peer.socket.write(Buffer.alloc(BACKLOG_BYTES));
  await until("its seat is gone", () => !seated(peer), 3000);
  // What was on its way, and not much more.
  expect(stream.bytesRead).toBeLessThan(1024 * 1024);
  peer.socket.destroy();
  stays.socket.destroy();
});

test("a peer whose view times are not numbers is judged, and removed", async () => {
  const stays = await RawPeer.join(server.http, "Stays");
  const peer = await RawPeer.join(server.http, "NaN");
  await until("it is in", () => seated(peer));
  const refusedBefore = counters().refusals.forged;
  const timer = setInterval(() => peer.send(NAN_CLAIM), 20);
  await until("it is refused", () => counters().refusals.forged > refusedBefore);
  clearInterval(timer);
  await until("its seat is gone", () => !seated(peer));
  expect(counters().viewLies).toBeGreaterThan(60);
  peer.socket.destroy();
  stays.socket.destroy();
});

test("a peer that answers pings but reads nothing is disconnected, and may return", async () => {
  const peer = await RawPeer.join(server.http, "Blind");
  await until("it is in", () => seated(peer)?.connected);
  peer.socket.pause();
  const timer = setInterval(() => peer.pong(), 500);
  onlyRoom().clients.get(peer.sessionId)?.raw(new Uint8Array(BACKLOG_BYTES));
  await until("it is cut off", () => seated(peer)?.connected === false, 5000);
  clearInterval(timer);
  expect(counters().slowReaders).toBe(1);
  peer.socket.destroy();
});

test("no connection is compressed, though clients offer it: that would take memory for each, and three times the CPU time", async () => {
  const socket = new WebSocket(server.url);
  await until("it is open", () => socket.readyState === WebSocket.OPEN);
  expect(socket.extensions).toBe("");
  socket.close();
});

test("a stranger's attempt to take a session over is refused and counted", async () => {
  const room = await settled(new Client(server.url).joinOrCreate("arena", { name: "Owner" }));
  room.onMessage("*", () => {});
  const before = counters().reconnectionsRefused;
  const thief = new WebSocket(`${server.url}/x/${room.roomId}?sessionId=${room.sessionId}&reconnectionToken=guess`);
  await until("it is counted", () => counters().reconnectionsRefused === before + 1);
  await until("it is sent away", () => thief.readyState === WebSocket.CLOSED);
  expect(onlyRoom().state.roster.get(room.sessionId)?.connected).toBe(true);
  await settled(room.leave());
});

test("inputs of the dead have no effect and are counted in /health", async () => {
  const room = await settled(new Client(server.url).joinOrCreate("arena", { name: "Ghost" }));
  room.onMessage("*", () => {});
  const player = await until("it is alive", () => {
    const body = onlyRoom().state.players.get(room.sessionId);
    return body?.alive && body;
  });
  Object.assign(player, { alive: false, respawnTick: Infinity });
  const input = room.input<InputFrame>({ type: InputFrame });
  await until("they are counted", () => {
    input.send();
    return counters().inputsOfDead > 5;
  });
  // Refusals that still wait are counted too.
  await until("/health has the same counts", async () => {
    const { rooms } = Health.parse(await (await settled(fetch(`${server.http}/health`))).json());
    return JSON.stringify(rooms[0]?.counters) === JSON.stringify(counters());
  });
  await settled(room.leave());
});
