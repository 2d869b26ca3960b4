import { Client } from "@colyseus/sdk";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";

import { askForSeat } from "../support/ask-for-seat.ts";
import { LobbyGuest } from "../support/lobby-guest.ts";
import { TestPlayer } from "../support/player.ts";
import { settled, until } from "../support/until.ts";
import { startVirtual, stepper, type VirtualServer } from "../support/virtual-server.ts";

const EVIL = "https://evil.example";
const Health = z.object({ refusalCounts: z.record(z.string(), z.number()) });

const join = (server: Pick<VirtualServer, "http">, headers?: Record<string, string>) =>
  askForSeat(server.http, headers);

/** The way to a server from another address. */
const from = (server: VirtualServer, address: string) => ({ http: server.dial({ address }).endpoint });

const refusalCounts = async (server: VirtualServer) =>
  Health.parse(await (await settled(fetch(`${server.http}/health`))).json()).refusalCounts;

describe("a page of another site", () => {
  let server: VirtualServer;
  beforeAll(async () => {
    server = await startVirtual({ args: ["--allow-origin", "https://friend.example, http://Lan.example:8080"] });
  });
  afterAll(() => server.stop());

  test("gets no place and the reason; the server's own page, allowed sites and clients without a page get one", async () => {
    const refused = await join(server, { origin: EVIL });
    expect(refused.status).toBe(403);
    expect(JSON.parse(refused.body)).toMatchObject({ code: 403, error: expect.stringContaining("another site") });
    expect((await join(server, { origin: "null" })).status).toBe(403);
    expect((await join(server, { origin: server.http.replace(/\d+$/, "80") })).status).toBe(403);
    for (const origin of ["https://friend.example", "http://lan.example:8080", server.http]) {
      expect((await join(server, { origin })).status).toBe(200);
    }
    expect((await join(server)).status).toBe(200);
    expect((await refusalCounts(server))["origin"]).toBe(3);
  });

  test("refuses a WebSocket too, even with another client's place", async () => {
    const { body } = await join(server);
    const { roomId, processId, sessionId } = z
      .object({ roomId: z.string(), processId: z.string(), sessionId: z.string() })
      .parse(JSON.parse(body));
    const socket = new WebSocket(`${server.url}/${processId}/${roomId}?sessionId=${sessionId}`, {
      origin: EVIL,
      createConnection: () => stepper().connect(server.http) as never,
    });
    const [error] = (await settled(once(socket, "error"))) as [Error];
    expect(error.message).toContain("403");
  });
});

describe("800 joins in a second from one address", () => {
  test("are refused beyond the number of a full room, and players from another address notice nothing", async () => {
    const server = await startVirtual({ args: ["--max-players", "400"] });
    const player = await TestPlayer.join(server.http);
    await until("the player is in", () => player.frame?.self?.alive);
    const before = player.game.stats();

    const script = from(server, "127.0.0.2");
    const answers = await Promise.all(Array.from({ length: 800 }, () => join(script)));
    const sessions = answers.filter(({ status }) => status === 200).length;
    expect(sessions).toBeGreaterThanOrEqual(30);
    expect(sessions).toBeLessThanOrEqual(40);
    const refused = answers.find(({ status }) => status !== 200);
    expect(refused?.status).toBe(429);
    expect(refused?.body).toContain("too many joins from this address");
    expect((await refusalCounts(server))["joins"]).toBe(800 - sessions);

    await until("patches go on", () => player.game.stats().patches > before.patches + 30);
    expect(player.game.status().state).toBe("online");
    expect((await join(from(server, "127.0.0.3"))).status).toBe(200);
    await player.leave();
    await server.stop();
  });
});

describe("a client's claimed address", () => {
  const asMany = (server: VirtualServer, count: number) =>
    Promise.all(Array.from({ length: count }, (_, index) => join(server, { "x-forwarded-for": `10.0.0.${index}` })));

  test("is not believed from a peer that is no proxy", async () => {
    const server = await startVirtual({ args: ["--pending-seats", "5"] });
    const answers = await asMany(server, 20);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    await server.stop();
  });

  test("is believed from a trusted proxy, so that its players count separately", async () => {
    const server = await startVirtual({ args: ["--pending-seats", "5", "--trust-proxy", "loopback"] });
    const answers = await asMany(server, 20);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
    const sameClient = await Promise.all(
      Array.from({ length: 20 }, (_, index) => join(server, { "x-forwarded-for": `9.9.9.${index}, 10.1.1.1` })),
    );
    expect(sameClient.filter(({ status }) => status === 200)).toHaveLength(5);
    await server.stop();
  });
});

test("thirty people behind one router meet in the lobby, join together and play", async () => {
  const server = await startVirtual({ args: ["--max-players", "40"] });
  const lobbies = await Promise.all(
    Array.from({ length: 30 }, (_, index) => LobbyGuest.join(server.url, { name: `LAN ${index}` })),
  );
  const rooms = await settled(
    Promise.all(
      Array.from({ length: 30 }, (_, index) => new Client(server.url).joinOrCreate("arena", { name: `LAN ${index}` })),
    ),
  );
  await until("all are in", async () => {
    const health: unknown = await (await settled(fetch(`${server.http}/health`))).json();
    return z.object({ players: z.number() }).parse(health).players === 30;
  });
  await settled(Promise.all([...rooms, ...lobbies].map((room) => room.leave())));
  await server.stop();
});

test("a rush on the lobby is refused like one on the arenas", async () => {
  const server = await startVirtual({ args: ["--joins-per-minute", "20"] });
  const visits = Array.from({ length: 50 }, () =>
    fetch(`${server.http}/matchmake/joinOrCreate/lobby`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    }),
  );
  const statuses = (await settled(Promise.all(visits))).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(20);
  expect(statuses.filter((status) => status === 429)).toHaveLength(30);
  expect((await join(server)).status).toBe(200);
  await server.stop();
});
