import { streamOf } from "@fray/netcode/server";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";

import { onlyRoom } from "../security/in-process.ts";
import { askForSeat } from "../support/ask-for-seat.ts";
import { Guest } from "../support/guest.ts";
import { LobbyGuest } from "../support/lobby-guest.ts";
import { RawPeer } from "../support/raw-peer.ts";
import { pass, settled, until } from "../support/until.ts";
import { startVirtual, stepper, type VirtualServer } from "../support/virtual-server.ts";

const PUPILS = 30;
const RETRY_MS = 40;
const TEXT_BEGINS = 0x01;
const GOES_ON = 0x00;
const BINARY = 0x82;
const MASKED = 0x80;
const CLOSE_FRAME = 0x88;
const POLICY_VIOLATION = 1008;

let server: VirtualServer;
const leaving: (() => unknown)[] = [];
afterEach(async () => {
  for (const leave of leaving.splice(0)) await leave();
  await server.stop();
});
const start = async (...args: string[]) => {
  server = await startVirtual({ args });
  return server.url;
};
const join = async (url: string, name: string) => {
  const guest = await Guest.join(url, { name });
  leaving.push(() => guest.leave());
  return guest;
};

test("thirty people behind one router join at once; a script from there does not take all the places", async () => {
  const url = await start("--max-players", "60", "--spectator-delay-seconds", "2");
  const pupils = Array.from({ length: PUPILS }, async (_, index) => {
    const name = `Pupil ${index}`;
    const lobby = await LobbyGuest.join(url, { name });
    leaving.push(() => lobby.leave());
    const guest = await Guest.join(url, { name, token: lobby.token });
    leaving.push(() => guest.leave());
    return guest;
  });
  await Promise.all(pupils);
  expect(onlyRoom().report().players).toBe(PUPILS);
  const script = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => join(url, `Script ${index}`)));
  const refused = script.filter(({ status }) => status === "rejected");
  expect(refused.length).toBeGreaterThan(5);
  for (const result of refused) {
    const { code } = z.object({ code: z.number() }).parse(result.status === "rejected" && result.reason);
    expect([JOIN_REFUSED.tooManyPlaces, 429]).toContain(code);
  }
  expect(onlyRoom().report().players).toBeLessThanOrEqual(40);
});

test("one address holds no more places than the host allows, and more when some are free again", async () => {
  const url = await start("--places-per-address", "2");
  const [ann] = [await join(url, "Ann"), await join(url, "Bob")];
  await expect(join(url, "Cid")).rejects.toMatchObject({
    code: JOIN_REFUSED.tooManyPlaces,
    message: expect.stringContaining("Your network takes too many places"),
  });
  await ann.leave();
  await until("a place is free", () => onlyRoom().report().players === 1);
  await join(url, "Cid");
});

test("one address keeps no more connections open than the host allows", async () => {
  const url = await start("--connections-per-address", "3");
  const other = server.dial({ address: "127.0.0.2" });
  const open = async () => {
    const socket = new WebSocket(`${url}/nowhere/room?sessionId=nobody`, {
      createConnection: () => stepper().connect(other.endpoint) as never,
    });
    leaving.push(() => socket.terminate());
    const [what] = await settled(Promise.race([once(socket, "open").then(() => ["open"]), once(socket, "error")]));
    return what === "open" ? socket : String(what);
  };
  const guests = [await join(url, "Ann"), await join(url, "Bob"), await join(url, "Cid")];
  await expect(join(url, "Dan")).rejects.toBeDefined();
  expect(await open()).toBeInstanceOf(WebSocket);
  await guests[0]?.leave();
  await until("one more comes in", () => join(url, "Dan").catch(() => undefined));
});

test("reserved places that one address never uses do not keep a room full for another", async () => {
  // Asking again and again is what the test does, too.
  const url = await start("--max-players", "4", "--max-rooms", "1", "--joins-per-minute", "0");
  const ann = await join(url, "Ann");
  const { endpoint } = server.dial({ address: "127.0.0.2" });
  const asked = await Promise.all(Array.from({ length: 3 }, () => askForSeat(endpoint)));
  expect(asked.map(({ status }) => status)).toEqual([200, 200, 200]);
  await expect(Guest.joinById(url, ann.room.roomId)).rejects.toMatchObject({ code: JOIN_REFUSED.full });
  const cid = await until("quick play gets one", async () => {
    await pass(RETRY_MS);
    const guest = await Guest.join(url).catch(() => undefined);
    if (guest) leaving.push(() => guest.leave());
    return guest?.room.roomId === ann.room.roomId && guest;
  });
  expect(cid).toBeInstanceOf(Guest);
  const bob = await until("one is given up", async () => {
    await pass(RETRY_MS);
    return Guest.joinById(url, ann.room.roomId).catch(() => undefined);
  });
  leaving.push(() => bob.leave());
  // One was, and the others still wait.
  const { _reservedSeats: reserved } = onlyRoom() as unknown as { readonly _reservedSeats: object };
  expect(Object.keys(reserved)).toHaveLength(1);
  expect(onlyRoom().locked).toBe(true);
});

test("chat lines of a lobby are counted by address, for all senders there", async () => {
  const url = await start("--chat-lines-per-minute", "20");
  const reader = await LobbyGuest.join(url, { name: "Reader" });
  leaving.push(() => reader.leave());
  const guests: LobbyGuest[] = [];
  for (let index = 0; index < 4; index++) {
    const guest = await LobbyGuest.join(url, { name: `Guest ${index}` });
    leaving.push(() => guest.leave());
    for (let line = 0; line < 3; line++) guest.say("chat", { text: `line ${line}` });
    guests.push(guest);
  }
  await until("the last is told", () => guests.at(-1)?.heard.notice.length === 3);
  expect(guests.at(-1)?.heard.notice[0]).toMatchObject({
    code: "tooFast",
    text: expect.stringContaining("Your network"),
  });
  expect(reader.heard.chat.length).toBeLessThanOrEqual(6);
  // In a room too.
  const ann = await join(url, "Ann");
  ann.say("chat", { text: "hello" });
  await until("she is told", () => ann.heard.notice.length > 0);
  expect(ann.heard.notice[0]).toMatchObject({ code: "tooFast" });
});

test("an inactive guest must leave the lobby, an active one stays", async () => {
  const url = await start("--lobby-idle-seconds", "1");
  const [idle, busy] = [await LobbyGuest.join(url, { name: "Idle" }), await LobbyGuest.join(url, { name: "Busy" })];
  leaving.push(() => busy.leave());
  const closed: number[] = [];
  idle.room.onLeave((code) => closed.push(code));
  busy.room.onLeave((code) => closed.push(-code));
  const timer = setInterval(() => busy.say("friends", { codes: [] }), 300);
  leaving.push(() => clearInterval(timer));
  await until("one has to go", () => closed.length > 0);
  expect(closed).toEqual([CLOSE.idle]);
});

/** The code that the server closes a peer's connection with: in the last frame it is sent. */
function closeCodeOf({ socket }: RawPeer): () => number | undefined {
  let received = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => (received = Buffer.concat([received, chunk]).subarray(-1024)));
  return () => {
    const at = received.lastIndexOf(CLOSE_FRAME);
    return at !== -1 && at + 4 <= received.length ? received.readUInt16BE(at + 2) : undefined;
  };
}

test("a message in many pieces ends the connection", async () => {
  await start();
  const peer = await RawPeer.join(server.http, "Pieces");
  await until("it is in", () => onlyRoom().clients.get(peer.sessionId)?.state === 1);
  const closeCode = closeCodeOf(peer);
  const one = (head: number) => Uint8Array.of(head, MASKED | 1, 0, 0, 0, 0, 0x61);
  peer.socket.write(one(TEXT_BEGINS));
  for (let piece = 0; piece < 20; piece++) peer.socket.write(one(GOES_ON));
  await until("its connection is closed", () => !onlyRoom().clients.get(peer.sessionId));
  expect(closeCode()).toBe(POLICY_VIOLATION);
  peer.socket.destroy();
});

test("so does a frame that comes byte by byte", async () => {
  await start();
  const peer = await RawPeer.join(server.http, "Bytes");
  const client = () => onlyRoom().clients.get(peer.sessionId);
  await until("it is in", () => client()?.state === 1);
  const closeCode = closeCodeOf(peer);
  const known = client();
  const stream = known && streamOf(known);
  if (!stream) throw new Error("it has no line");
  peer.socket.setNoDelay(true);
  peer.socket.write(Uint8Array.of(BINARY, MASKED | 126, 0x0f, 0xff, 0, 0, 0, 0));
  for (let sent = 0; sent < 1000 && client(); sent++) {
    const { bytesRead } = stream;
    peer.socket.write(Uint8Array.of(sent & 0x7f));
    await until("it has arrived", () => stream.bytesRead > bytesRead || !client());
  }
  await until("its connection is closed", () => !client());
  expect(closeCode()).toBe(POLICY_VIOLATION);
  peer.socket.destroy();
});
