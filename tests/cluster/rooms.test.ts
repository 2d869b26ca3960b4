import { Client } from "@colyseus/sdk";
import { ArenaConnection } from "@fray/bot-client/internal/connection/arena-connection";
import { TransportChoice } from "@fray/netcode/client";
import { systemRuntime as runtime } from "@fray/netcode/core";
import { CLOSE } from "@fray/shared-state/protocol/close-codes";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { TestPlayer } from "../support/player.ts";
import { startRedis, type RedisServer } from "../support/redis.ts";
import type { ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";
import { healthOf, redisProgram, twoNodes } from "./nodes.ts";

const program = redisProgram();
let redis: RedisServer | undefined;
beforeAll(async () => {
  if (program) redis = await startRedis(program);
});
afterAll(() => redis?.kill());

const roomsOf = async (node: ServerProcess): Promise<string[]> =>
  (await healthOf(node)).rooms.map(({ roomId }) => roomId);

/** Joins a room by way of a node, shows a token, and returns what it is given to be known by. */
async function tokensGiven(url: string, roomId: string, token: string): Promise<string[]> {
  const room = await new Client(url).joinById<ArenaState>(roomId, { token });
  const given: string[] = [];
  room.onMessage("*", () => {});
  room.onMessage<{ token: string }>("identity", (identity) => given.push(identity.token));
  await until("it is in", () => room.state.roster?.has(room.sessionId));
  await room.leave();
  return given;
}

describe.skipIf(!program)("two nodes behind one Redis", () => {
  const two = twoNodes(() => redis, "--rooms-per-address", "1");

  test("act as one game: quick play leads to people, and rooms are entered by id from either", async () => {
    const [a, b] = two();
    const first = await Guest.join(b.url);
    const home = (await roomsOf(a)).includes(first.room.roomId) ? a : b;
    const away = home === a ? b : a;
    const guests = [first, await Guest.join(home.url), await Guest.join(away.url)];
    expect(new Set(guests.map(({ room }) => room.roomId)).size).toBe(1);
    const byId = await new Client(away.url).joinById(first.room.roomId);
    await until("all are there", async () => (await healthOf(home)).players === 4);
    expect((await healthOf(away)).rooms).toEqual([]);
    expect((await healthOf(home)).redis).toEqual({ state: "ok" });
    await byId.leave();
    for (const guest of guests) await guest.leave();
  });

  test("a bot over HTTP plays in a room of the node that it did not ask", async () => {
    const [a, b] = two();
    const owner = await Guest.create(b.url, {});
    const { roomId } = owner.room;
    const away = (await roomsOf(a)).includes(roomId) ? b : a;
    const transports = new TransportChoice(runtime, { mode: "http" });
    const bot = await ArenaConnection.open({ runtime, url: away.url, name: "Bot", roomId, transports });
    await until("patches come", () => bot.traffic.patches > 10);
    expect(bot.transport).toBe("http");
    await bot.leave();
    await owner.leave();
  });

  test("a room that may not be opened is refused equally at every node", async () => {
    const [a, b] = two();
    const owners = [await Guest.create(a.url, {}), await Guest.create(a.url, {})];
    expect([(await roomsOf(a)).length, (await roomsOf(b)).length]).toEqual([1, 1]);
    for (const node of [a, b]) {
      await expect(Guest.create(node.url, {})).rejects.toMatchObject({
        code: JOIN_REFUSED.tooManyRooms,
        message: expect.stringMatching(/^Your network has opened as many rooms/),
      });
    }
    for (const owner of owners) await owner.leave();
  });
});

describe.skipIf(!program)("two nodes with bots behind one Redis", () => {
  const two = twoNodes(() => redis, "--bots", "3", "--max-players", "8");

  test("a guest is the same guest at both, and the host's bots stay at their own", async () => {
    const [a, b] = two();
    const botsAt = async (node: ServerProcess) => (await healthOf(node)).rooms.map(({ players }) => players);
    await until("each has a room with its bots", async () => {
      const counts = [await botsAt(a), await botsAt(b)];
      return JSON.stringify(counts) === "[[3],[3]]";
    });
    const [roomA = ""] = await roomsOf(a);
    const [roomB = ""] = await roomsOf(b);
    const [token = ""] = await tokensGiven(b.url, roomA, "");
    expect(token).not.toBe("");
    // A known guest gets no new token.
    expect(await tokensGiven(a.url, roomB, token)).toEqual([]);
  });

  test("among rooms with equal bots, quick play leads to the one with people, at any node", async () => {
    const [a, b] = two();
    const filled = async (node: ServerProcess) => (await healthOf(node)).rooms[0]?.players === 3;
    for (const [home, away] of [
      [a, b],
      [b, a],
    ] as const) {
      await until("both have a room with bots", async () => (await filled(a)) && (await filled(b)));
      const [roomId = ""] = await roomsOf(home);
      const host = await Guest.joinById(away.url, roomId);
      await until("others are led there", async () => {
        const guest = await Guest.join(away.url);
        await guest.leave();
        return guest.room.roomId === roomId;
      });
      await host.leave();
    }
  });
});

describe.skipIf(!program)("two nodes for few players behind one Redis", () => {
  const two = twoNodes(() => redis, "--max-players", "2", "--max-rooms", "2", "--drain-seconds", "60");

  test("a room is opened at the emptier node, and only within the limit on rooms", async () => {
    const [a, b] = two();
    const guests: Guest[] = [];
    for (let count = 1; count <= 8; count++) {
      guests.push(await Guest.join(count % 2 ? a.url : b.url));
      await until("the others know", async () => (await healthOf(a)).players + (await healthOf(b)).players === count);
      const [inA, inB] = [await healthOf(a), await healthOf(b)];
      // A room holds two: never is one node a room and more ahead.
      expect(Math.abs(inA.players - inB.players)).toBeLessThanOrEqual(2);
    }
    expect([(await roomsOf(a)).length, (await roomsOf(b)).length]).toEqual([2, 2]);
    const [refused] = await Promise.allSettled([new Client(a.url).joinOrCreate("arena")]);
    expect(refused).toMatchObject({
      reason: { code: 503, message: expect.stringContaining("are full") },
    });
    // A lobby is none of the rooms that there may be so many of.
    const lobby = await new Client(a.url).joinOrCreate("lobby");
    await lobby.leave();
    for (const guest of guests) await guest.leave();
  });

  test("SIGTERM hands a node's rooms to the other, where their players go on, and ends the node", async () => {
    const [a, b] = two();
    const guest = await Guest.join(a.url);
    const { roomId, reconnectionToken } = guest.room;
    const [draining, other] = (await roomsOf(a)).includes(roomId) ? [a, b] : [b, a];
    const page = await TestPlayer.join(draining.http, "Page", { roomId });
    await until("the round counts", () => guest.room.state.match.phase === 1 && page.frame?.self?.alive);
    const [id] = page.game.standings().flatMap((each) => (each.self ? each.id : []));
    draining.process.kill("SIGTERM");
    await until("it is told", () => guest.closed);
    expect(guest.closed).toBe(CLOSE.moved);
    const [moved] = guest.heard.moved;
    expect(moved).toMatchObject({ node: { address: `127.0.0.1:${other.port}` } });
    await until("the page is there", () => page.game.roomId === moved?.roomId && page.game.status().state === "online");
    // By the id that the room had, as its links do.
    const again = await new Client(other.url).reconnect<ArenaState>(reconnectionToken);
    again.onMessage("*", () => {});
    expect(again.roomId).toBe(moved?.roomId);
    const patches = page.game.stats().patches;
    await until("the round goes on", () => page.game.stats().patches > patches + 10);
    expect(page.game.standings().find(({ self }) => self)?.id).toBe(id);
    expect(page.frame?.round.phase).toBe("live");
    await until("the node ends", () => draining.process.exitCode !== null);
    expect(draining.process.exitCode).toBe(0);
    expect((await healthOf(other)).rooms.map((room) => room.roomId)).toEqual([moved?.roomId]);
    await again.leave();
    await page.leave();
  });
});
