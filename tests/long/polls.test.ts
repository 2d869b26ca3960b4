import { createRandom, FRAME, HELD, writeExchange, type Frame, type Random } from "@fray/netcode/core";
import { Agent, request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { Poller } from "../support/poller.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

const REQUESTS = 100_000;
const AT_ONCE = 24;
const SEED = 20_261_130;
const ALLOWED_BYTES = 300 * 1024 * 1024;
const TICK_RATE = 30;
/** How long a stream is read, at most, in ms. */
const STREAM_MS = 300;
/** What a request asks for: mostly an answer at once. The last one stands for any number. */
const HELDS = [...Array.from({ length: 16 }, () => 0), HELD.byStream, HELD.byStream, HELD.stream, undefined];
const KINDS = Object.values(FRAME);
/** Every status that the endpoint may answer with. */
const STATUSES = new Set([200, 204, 400, 403, 405, 408, 409, 410, 413, 429]);

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer({
    // Node lets garbage lie as long as there is room. Here what is more than the bound is kept, and not garbage.
    nodeArgs: ["--max-old-space-size=128", "--max-semi-space-size=4"],
    args: [
      "--map",
      "duel",
      // Without limits by address, hostile guests would fill all rooms.
      "--max-rooms",
      "2",
      "--joins-per-minute",
      "0",
      "--metrics-token",
      "fuzz",
      "--log-level",
      "info",
      "--idle-seconds",
      "0",
    ],
  });
});
afterAll(() => server.stop());

const metrics = async (): Promise<string> =>
  (await fetch(`${server.http}/metrics`, { headers: { authorization: "Bearer fuzz" } })).text();
const numberIn = (text: string, name: string): number => Number(new RegExp(`^${name} (\\S+)`, "m").exec(text)?.[1]);

/** A peer of the fuzz: the key of a connection that may be open, and the next number of its requests. */
interface Peer {
  readonly address: string;
  readonly key: Uint8Array;
  next: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

/** Sends a body and resolves with the status; 0 when the server has closed the connection. */
const send = (
  random: Random,
  address: string,
  body: Uint8Array,
  headers: Record<string, string>,
  method: string,
): Promise<number> =>
  new Promise((resolve) => {
    const sent = request(
      address,
      { method, agent, headers: { "content-length": body.length, ...headers } },
      (answer) => {
        answer.resume().on("close", () => resolve(answer.statusCode ?? 0));
        // A stream has no end of its own.
        if (answer.headers["x-accel-buffering"]) setTimeout(() => answer.destroy(), random() * STREAM_MS);
      },
    );
    sent.on("error", () => resolve(0));
    sent.end(body);
  });

const whole = (random: Random, below: number): number => Math.floor(random() * below);
const bytesOf = (random: Random, length: number): Uint8Array => Uint8Array.from({ length }, () => whole(random, 256));

function frameOf(random: Random): Frame {
  const kind = KINDS[whole(random, KINDS.length)] ?? FRAME.binary;
  // What ends a connection is rare, so that most requests meet an open one.
  return {
    kind: (kind === FRAME.close || kind === FRAME.binary) && random() < 0.95 ? FRAME.pong : kind,
    payload: bytesOf(random, whole(random, 40)),
  };
}

/** A request as a careless or hostile peer may send it. */
function bodyOf(random: Random, peer: Peer): Uint8Array {
  const far = random();
  const number =
    far < 0.7 ? peer.next++ : far < 0.9 ? Math.max(0, peer.next - whole(random, 80)) : whole(random, 2 ** 32);
  const frames = Array.from({ length: whole(random, 4) }, () => frameOf(random));
  const arrived = random() < 0.8 ? whole(random, peer.next + 1) : whole(random, 2 ** 32);
  const held = HELDS[whole(random, HELDS.length)] ?? whole(random, 256);
  const body = writeExchange(peer.key, { number, arrived, held, frames: held === HELD.stream ? [] : frames });
  const harm = random();
  if (harm < 0.1)
    for (let flips = 1 + whole(random, 8); flips > 0; flips--) body[whole(random, body.length)] = whole(random, 256);
  else if (harm < 0.15) return body.subarray(0, whole(random, body.length));
  else if (harm < 0.16) return bytesOf(random, 9000);
  return body;
}

const headersOf = (random: Random): Record<string, string> => {
  const kind = random();
  if (kind < 0.02) return { origin: "https://evil.example" };
  if (kind < 0.04) return { "sec-fetch-site": "cross-site" };
  return kind < 0.06 ? { "content-encoding": "gzip", "content-type": "text/plain" } : {};
};

test(
  `${REQUESTS} hostile requests to the endpoint end no process and disturb no honest client`,
  { timeout: 3_600_000 },
  async () => {
    const honest = await Guest.join(server.url, { name: "Honest" });
    const random = createRandom(SEED);
    const peers: Peer[] = [];
    const renew = async (): Promise<Peer> => {
      const poller = await Poller.seat(server.http, "Fuzz", bytesOf(random, 16));
      await poller.open();
      return { address: poller.address, key: poller.key, next: 1 };
    };
    for (let index = 0; index < 8; index++) peers.push(await renew());
    const statuses = new Map<number, number>();
    let left = REQUESTS;
    const ticks = () => Math.round((honest.room.clock.lastServerTime() / 1000) * TICK_RATE);
    const [ticksBefore, patchesBefore] = [ticks(), honest.patches];
    const work = async (): Promise<void> => {
      while (left-- > 0) {
        const at = whole(random, peers.length);
        const peer = peers[at];
        if (!peer) return;
        const method = random() < 0.01 ? "PUT" : "POST";
        const status = await send(random, peer.address, bodyOf(random, peer), headersOf(random), method);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        // One that may have ended is replaced.
        if (status !== 410 && status !== 429) continue;
        // A busy server takes in nobody for a moment.
        const next = await renew().catch(() => undefined);
        if (next) peers[at] = next;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    console.table(Object.fromEntries(statuses));
    for (const status of statuses.keys()) if (status !== 0) expect(STATUSES).toContain(status);
    // It is no fuzz when nothing gets through, or everything.
    for (const status of [200, 204, 400, 403, 405, 409, 410, 413])
      expect(statuses.get(status) ?? 0).toBeGreaterThan(REQUESTS / 500);
    expect(honest.closed).toBeUndefined();
    const after = await metrics();
    // A server that is overloaded sends every second patch.
    expect((honest.patches - patchesBefore) / (ticks() - ticksBefore)).toBeGreaterThan(0.45);
    expect(numberIn(after, "process_resident_memory_bytes")).toBeLessThan(ALLOWED_BYTES);
    expect(server.log()).not.toMatch(/exception|Error:|    at /);
    // Lines about those who join and leave, and few about refusals.
    expect(server.log().length).toBeLessThan(REQUESTS * 25);
    await until("all hostile connections are over", async () => {
      return (await metrics()).includes('fray_connections{transport="http"} 0');
    });
    await honest.leave();
  },
);
