import { FRAME, HELD, MAX_EXCHANGE_BYTES, readClose, writeExchange } from "@fray/netcode/core";
import { socketOf } from "@fray/netcode/server";
import { afterAll, beforeAll, expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { binary, poll, Poller } from "../support/poller.ts";
import { pass, settled, until } from "../support/until.ts";
import { startVirtual, stepper, type VirtualServer } from "../support/virtual-server.ts";

const ALLOWED = "https://allowed.example";
const KEY = new Uint8Array(16);
const STAYS_MS = 3000;
const PING = 18;

let server: VirtualServer;
let stays: Guest;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel", "--allow-origin", ALLOWED] });
  stays = await Guest.join(server.url, { name: "Stays" });
});
afterAll(async () => {
  await stays.leave();
  await server.stop();
});

/** How often requests were refused for a reason. */
async function refused(why: string): Promise<number> {
  const text = await server.context.metrics.exposition();
  return Number(new RegExp(`fray_polls_refused_total\\{reason="${why}"\\} (\\d+)`).exec(text)?.[1]);
}

/** Runs `attack`, and expects it to be counted and to disturb nobody else. */
async function expectRefusal(why: string, attack: () => Promise<void>, times = 1): Promise<void> {
  const before = await refused(why);
  let patches = 0;
  const count = () => patches++;
  stays.room.onStateChange(count);
  await attack();
  await pass(STAYS_MS);
  stays.room.onStateChange.remove(count);
  expect((await refused(why)) - before).toBe(times);
  expect(patches).toBeGreaterThan((STAYS_MS / 1000) * 29);
}

const seated = ({ sessionId }: { readonly sessionId: string }) => onlyRoom().clients.get(sessionId);
const status = async (asked: Promise<{ readonly status: number }>): Promise<number> => (await settled(asked)).status;
const ask = (bytes: Uint8Array<ArrayBuffer>): Promise<number> =>
  status(poll(`${server.http}/process/room/poll`, bytes));

test("requests that are no exchange are refused by their shape", async () => {
  const shapes = [0, 1, 24, 26, 28, 200].map((length) => Uint8Array.from({ length }, () => 0xff));
  await expectRefusal(
    "malformed",
    async () => {
      for (const bytes of shapes) expect(await ask(bytes)).toBe(400);
    },
    shapes.length,
  );
});

test("a request of more than 8 KiB is refused before it is read", async () => {
  await expectRefusal("oversized", async () => expect(await ask(new Uint8Array(MAX_EXCHANGE_BYTES + 1))).toBe(413));
});

test("a guessed key is gone, and many guesses of one address are not looked at", async () => {
  const { endpoint } = server.dial();
  const guess = (number: number) =>
    poll(`${endpoint}/process/room/poll`, Uint8Array.of(...KEY.map(() => number), 1, 0, 0, 0, 0, 0, 0, 0, 0));
  await expectRefusal("unknown", async () => expect(await status(guess(7))).toBe(410));
  const answers = await Promise.all(Array.from({ length: 700 }, (_, number) => status(guess(number))));
  expect(new Set(answers.slice(0, 590))).toEqual(new Set([410]));
  expect(answers.at(-1)).toBe(429);
  expect(await refused("guesses")).toBeGreaterThan(90);
});

test("a page of another site is refused, also when its requests hide their origin; an allowed one reads the answers", async () => {
  const peer = await Poller.join(server.http, "Pages");
  await expectRefusal(
    "origin",
    async () => {
      expect(await status(peer.exchange(2, { headers: { origin: "https://evil.example" } }))).toBe(403);
      expect(await status(peer.exchange(2, { headers: { "sec-fetch-site": "cross-site" } }))).toBe(403);
    },
    2,
  );
  const allowed = await settled(peer.exchange(2, { headers: { origin: ALLOWED, "sec-fetch-site": "cross-site" } }));
  expect(allowed.status).toBe(200);
  expect(allowed.headers.get("access-control-allow-origin")).toBe(ALLOWED);
  expect(allowed.headers.get("cache-control")).toBe("no-store, no-transform");
  expect(allowed.headers.get("x-content-type-options")).toBe("nosniff");
});

test("an answer has few headers: they would be most of its bytes", async () => {
  const peer = await Poller.join(server.http, "Heads");
  const { host } = new URL(server.http);
  const body = writeExchange(peer.key, { number: 2, arrived: 0, held: 0, frames: [] });
  const socket = stepper().connect(server.http);
  let heard = "";
  socket.on("data", (bytes: Buffer) => (heard += bytes.toString("latin1")));
  // As a page of this server sends it: browsers name the origin in each POST.
  const head = [`POST ${new URL(peer.address).pathname} HTTP/1.1`, `Host: ${host}`, `Origin: http://${host}`];
  socket.write(`${head.join("\r\n")}\r\nContent-Length: ${body.length}\r\n\r\n`);
  socket.write(body);
  await until("it is answered", () => heard.includes("\r\n\r\n"));
  expect(heard).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(heard.indexOf("\r\n\r\n")).toBeLessThan(120);
  socket.destroy();
});

test("a repeated request gets the same answer, until that has arrived; its messages count once", async () => {
  const peer = await Poller.join(server.http, "Twice");
  const client = seated(peer);
  let messages = 0;
  client?.ref.on("message", () => messages++);
  const frames = [binary(PING)];
  const first = await settled(peer.exchange(2, { frames }));
  const again = await settled(peer.exchange(2, { frames }));
  expect(again).toMatchObject({ status: 200, answer: first.answer });
  expect(messages).toBe(1);
  expect(await status(peer.exchange(3, { arrived: (first.answer?.number ?? 0) + 1 }))).toBe(200);
  expect(await status(peer.exchange(2, { frames }))).toBe(204);
  expect(messages).toBe(1);
  for (let number = 4; number < 70; number++) await settled(peer.exchange(number));
  await expectRefusal("stale", async () => expect(await status(peer.exchange(2, { frames }))).toBe(409));
});

test("the answer to the request that opens a connection can be asked for again", async () => {
  const peer = await Poller.seat(server.http, "Opens");
  const first = await settled(peer.open());
  expect(first.answer?.frames.length).toBeGreaterThan(0);
  expect(await settled(peer.open())).toMatchObject({ status: 200, answer: first.answer });
  expect(onlyRoom().clients.filter(({ sessionId }) => sessionId === peer.sessionId)).toHaveLength(1);
});

test("of a request that waits and comes again, the later one is answered", async () => {
  await expectRefusal("repeated", async () => {
    // Nothing is said to a client that is not in the room yet, so the requests wait.
    const quiet = await Poller.seat(server.http, "Quiet");
    await settled(quiet.open());
    const early = quiet.exchange(1, { held: 4 });
    await pass(50);
    const late = quiet.exchange(1, { held: 4 });
    expect(await status(early)).toBe(409);
    expect(await status(late)).toBe(200);
  });
});

test("messages of requests that overtake each other arrive in their order, and too early ones are refused", async () => {
  const peer = await Poller.join(server.http, "Order");
  const heard: number[] = [];
  seated(peer)?.ref.removeAllListeners("message");
  seated(peer)?.ref.on("message", (data: Buffer) => heard.push(data[0] ?? 0));
  for (const number of [4, 3, 6, 2, 5])
    expect(await status(peer.exchange(number, { frames: [binary(number)] }))).toBe(200);
  expect(heard).toEqual([2, 3, 4, 5, 6]);
  await expectRefusal("early", async () => expect(await status(peer.exchange(7 + 64))).toBe(409));
  expect(await status(peer.exchange(7 + 63))).toBe(200);
});

test("requests that wait for a missing one take a bounded amount of memory", async () => {
  const peer = await Poller.join(server.http, "Gap");
  const large = binary(...new Uint8Array(8000));
  for (let number = 3; number < 14 && seated(peer); number++) await settled(peer.exchange(number, { frames: [large] }));
  // Long before it counts as a peer that reads nothing.
  await until("its connection is closed", () => !seated(peer), 2500);
});

test("a flood of requests ends the connection", async () => {
  const peer = await Poller.join(server.http, "Flood");
  const before = await refused("flood");
  const answers = await settled(
    Promise.all(Array.from({ length: 450 }, (_, number) => status(peer.exchange(2 + (number % 60))))),
  );
  expect(answers).toContain(429);
  expect((await refused("flood")) - before).toBeGreaterThan(0);
  await until("it is dropped", () => !seated(peer));
});

test("a peer that asks for nothing any more is dropped, and the server keeps little for it", async () => {
  const peer = await Poller.join(server.http, "Silent");
  let most = 0;
  await until("its connection is closed", () => {
    const client = seated(peer);
    if (client) most = Math.max(most, socketOf(client).waitingBytes);
    return !client;
  });
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(256 * 1024);
});

test("a server that closes a connection says why, in an answer", async () => {
  const peer = await Poller.join(server.http, "Malformed");
  const { answer } = await settled(peer.exchange(2, { frames: [binary(0x14, 0, 0xff)] }));
  const close = answer?.frames.find(({ kind }) => kind === FRAME.close);
  expect(close && readClose(close.payload)).toEqual({ code: 4102, reason: "malformed frame" });
});

test("a body that trickles in is refused after 10 s", async () => {
  await expectRefusal("slow", async () => {
    const socket = stepper().connect(server.http);
    let heard = "";
    socket.on("data", (bytes: Buffer) => (heard += bytes.toString()));
    socket.write(
      `POST /process/room/poll HTTP/1.1\r\nHost: ${new URL(server.http).host}\r\nContent-Length: 100\r\n\r\n`,
    );
    for (let second = 0; second < 9; second++) {
      socket.write("a");
      await pass(1000);
    }
    expect(heard).toBe("");
    await until("it is answered", () => heard !== "");
    expect(heard).toContain("HTTP/1.1 408");
    socket.destroy();
  });
});

test("other methods, rooms and queries are refused", async () => {
  const get = await settled(fetch(`${server.http}/process/room/poll`));
  expect(get.status).toBe(405);
  const peer = await Poller.seat(server.http, "Query");
  expect(await status(peer.open("sessionId=<script>"))).toBe(400);
  expect(await status(peer.open(""))).toBe(400);
  const elsewhere = await settled(
    poll(
      `${server.http}/process/__proto__/poll`,
      Uint8Array.of(...KEY, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 3, 0, 0, 97, 61, 98),
    ),
  );
  expect(elsewhere.status).toBe(400);
  // A seat that nobody has reserved: the room's own refusal, as over a WebSocket.
  const answered = await settled(peer.open("sessionId=nobody"));
  expect(answered.answer?.frames.some(({ payload }) => Buffer.from(payload).includes("seat reservation expired"))).toBe(
    true,
  );
});

/** Numbers of the answers and records that a peer has got, in order and once each. */
const inOrder = (numbers: readonly number[]): number[] => [...new Set(numbers)].toSorted((a, b) => a - b);

test("a stream carries nothing but probes until the peer wants its answers there, and then all of them", async () => {
  const peer = await Poller.join(server.http, "Stream");
  const stream = await settled(peer.stream(2));
  const first = await settled(peer.exchange(2, { held: 0 }));
  await until("the next patch was due", () => stream.probes > 3);
  expect(stream.records).toEqual([]);
  const uploaded = await settled(peer.exchange(3, { held: HELD.byStream, frames: [binary(PING)] }));
  expect(uploaded.status).toBe(204);
  expect([...uploaded.headers.keys()]).not.toContain("x-content-type-options");
  await until("patches come on the stream", () => stream.records.length > 10);
  const numbers = stream.records.map(({ number }) => number);
  expect(numbers).toEqual(inOrder(numbers));
  expect(numbers.at(-1)).toBe((numbers[0] ?? 0) + numbers.length - 1);
  expect(numbers[0]).toBe((first.answer?.number ?? -2) + 1);
  // One that comes again is confirmed again, and its message counts once.
  let messages = 0;
  seated(peer)?.ref.on("message", () => messages++);
  expect(await status(peer.exchange(3, { held: HELD.byStream, frames: [binary(PING)] }))).toBe(204);
  expect(messages).toBe(0);
});

test("what was lost with a stream comes with the next answers or the next stream", async () => {
  const peer = await Poller.join(server.http, "Lost");
  const stream = await settled(peer.stream(2));
  await settled(peer.exchange(2, { held: HELD.byStream }));
  await until("patches come on the stream", () => stream.records.length > 3);
  const arrived = (stream.records[1]?.number ?? 0) + 1;
  stream.abort.abort();
  await pass(200);
  const got: number[] = [];
  for (let number = 3; number < 7; number++)
    got.push((await settled(peer.exchange(number, { arrived }))).answer?.number ?? -1);
  expect(got).toEqual([arrived, arrived + 1, arrived + 2, arrived + 3]);
  const next = await settled(peer.stream(7, { arrived }));
  await settled(peer.exchange(7, { held: HELD.byStream, arrived }));
  await until("the rest comes on the stream", () => next.records.length > 3);
  expect(next.records.at(0)?.number).toBe(arrived + 4);
  await settled(peer.exchange(8));
  await until("the stream has ended", () => next.done);
});

test("a stream that nobody reads, or that comes too late, takes a bounded amount of memory", async () => {
  const peer = await Poller.join(server.http, "Unread");
  let number = 2;
  const socket = stepper().connect(server.http);
  const body = writeExchange(peer.key, { number, arrived: 0, held: HELD.stream, frames: [] });
  const { host, pathname } = new URL(peer.address);
  socket.write(`POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${body.length}\r\n\r\n`);
  socket.write(body);
  socket.pause();
  await pass(100);
  await settled(peer.exchange(number++, { held: HELD.byStream }));
  let most = 0;
  const large = new Uint8Array(20_000);
  await until("its connection is closed", async () => {
    const client = seated(peer);
    if (!client) return true;
    client.raw(large);
    most = Math.max(most, socketOf(client).waitingBytes);
    // It says that everything has arrived.
    await settled(peer.exchange(number++, { held: HELD.byStream, arrived: 0xffff_ffff }));
    return false;
  });
  expect(most).toBeLessThan(300 * 1024);
  socket.destroy();
  const late = await Poller.join(server.http, "Late");
  for (let each = 2; each < 70; each++) await settled(late.exchange(each));
  await expectRefusal("stale", async () => expect((await settled(late.stream(2))).status).toBe(409));
  await expectRefusal("malformed", async () => {
    expect(await status(late.exchange(70, { held: HELD.stream, frames: [binary(PING)] }))).toBe(400);
  });
});
