import { Client } from "@colyseus/sdk";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { once } from "node:events";
import { connect } from "node:net";
import parsePrometheus from "parse-prometheus-text-format";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";

import { Guest } from "../support/guest.ts";
import { LobbyGuest } from "../support/lobby-guest.ts";
import { startServer, type ServerProcess } from "../support/server.ts";

const METRICS_TOKEN = "a secret for the monitoring";
const TIMES = 40;
/** Most bytes that all attempts of one kind may write: by default a single one wrote half of it. */
const MAX_BYTES = 6000;

let server: ServerProcess;
let logBefore = 0;
beforeAll(async () => {
  server = await startServer({ args: ["--joins-per-minute", "0", "--metrics-token", METRICS_TOKEN] });
});
afterAll(() => server.stop());
beforeEach(() => {
  logBefore = server.log().length;
});

async function eventsOf(kind: string): Promise<number> {
  const answer = await fetch(`${server.http}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
  const found = parsePrometheus(await answer.text()).find(({ name }) => name === "fray_peer_events_total");
  return Number(found?.metrics.find(({ labels }) => labels?.["reason"] === kind)?.value);
}

/** Does something many times, one after the other, and looks at what the server has to say about it. */
async function many(kind: string, attempt: () => Promise<unknown>): Promise<void> {
  const before = await eventsOf(kind);
  for (let count = 0; count < TIMES; count++) await attempt();
  expect((await eventsOf(kind)) - before).toBeGreaterThanOrEqual(TIMES);
  const log = server.log().slice(logBefore);
  expect(log.length).toBeLessThan(MAX_BYTES);
  expect(log).not.toMatch(/\\n\s+at /);
  expect(await eventsOf("console")).toBe(0);
}

describe("an undecodable message ends its connection, and causes hardly any log lines", () => {
  /** `ROOM_REQUEST` and `ROOM_DATA` with broken MessagePack, and a message of a type that is no text. */
  const BROKEN = [
    [0x15, 0x01, 0xa4, 0x63, 0x68, 0x61, 0x74, 0xc1],
    [0x0d, 0xa4, 0x63, 0x68, 0x61, 0x74, 0xdc, 0xff, 0xff],
    [0x0d, 0xa2, 0xff, 0xfe],
  ];

  test("in an arena", async () => {
    const stays = await Guest.join(server.url);
    logBefore = server.log().length;
    const before = await eventsOf("refusal");
    for (const bytes of BROKEN) {
      const room = await new Client(server.url).joinOrCreate("arena");
      room.onMessage("*", () => {});
      room.reconnection.enabled = false;
      const closed = new Promise((resolve) => room.onLeave((code) => resolve(code)));
      // The server does not even read the messages after the first.
      for (let count = 0; count < TIMES; count++) room.connection.send(Uint8Array.from(bytes));
      expect(await closed).toBe(CLOSE.malformed);
    }
    expect((await eventsOf("refusal")) - before).toBe(BROKEN.length);
    expect(server.log().slice(logBefore)).not.toContain(" at ");
    expect(server.log().length - logBefore).toBeLessThan(MAX_BYTES);
    expect(await eventsOf("framework")).toBe(0);
    await stays.leave();
  });

  test("the same holds in a lobby, which has no inputs", async () => {
    for (const bytes of [...BROKEN, [0x13, 0x80, 0x00]]) {
      const { room } = await LobbyGuest.join(server.url);
      const closed = new Promise((resolve) => room.onLeave((code) => resolve(code)));
      for (let count = 0; count < TIMES; count++) room.connection.send(Uint8Array.from(bytes));
      expect(await closed).toBe(CLOSE.malformed);
    }
    expect(server.log().length - logBefore).toBeLessThan(MAX_BYTES);
    expect(await eventsOf("console")).toBe(0);
  });
});

describe("a client without a place causes hardly any log lines", () => {
  test("a frame that is too long", () =>
    many("connection", async () => {
      const socket = new WebSocket(server.url);
      await once(socket, "open");
      socket.send(new Uint8Array(100_000));
      const [code] = await once(socket, "close");
      expect(code).toBe(1009);
    }));

  test("bytes that are not a frame", () =>
    many("connection", async () => {
      const socket = connect(server.port, "127.0.0.1");
      socket.write(
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString("base64")}\r\n\r\n`,
      );
      await once(socket, "data");
      socket.end(Uint8Array.from([0xff, 0xff, 0xff, 0xff]));
      socket.resume();
      await once(socket, "close");
    }));

  test("a form where JSON should be", () =>
    many("request", async () => {
      const answer = await fetch(`${server.http}/matchmake/joinOrCreate/arena`, {
        method: "POST",
        headers: { "content-type": "multipart/form-data; boundary=x" },
        body: "no form at all",
      });
      expect(answer.status).toBe(400);
      expect(await answer.text()).not.toContain(" at ");
    }));

  test("bad tokens, over HTTP and over WebSockets", async () => {
    const owner = await Guest.join(server.url);
    const { roomId, sessionId } = owner.room;
    logBefore = server.log().length;
    for (let count = 0; count < TIMES; count++) {
      const answer = await fetch(`${server.http}/matchmake/reconnect/${roomId}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ reconnectionToken: "s3cret-guess" }),
      });
      expect(answer.ok).toBe(false);
      const socket = new WebSocket(`${server.url}/x/${roomId}?sessionId=${sessionId}&reconnectionToken=s3cret-guess`);
      await once(socket, "close");
    }
    const log = server.log().slice(logBefore);
    expect(log.length).toBeLessThan(MAX_BYTES);
    expect(log).not.toContain("s3cret-guess");
    await owner.leave();
  });
});
