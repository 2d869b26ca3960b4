import { Client } from "@colyseus/sdk";
import { systemRuntime } from "@fray/netcode/core";
import { Identities } from "@fray/server/internal/storage/identity";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { healthOf, knowEachOther, metricsOf, NODE_SECRET, redisProgram, startNode } from "../cluster/nodes.ts";
import { Guest } from "../support/guest.ts";
import { startRedis, type RedisServer } from "../support/redis.ts";
import type { ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";

const program = redisProgram();
let redis: RedisServer;
let a: ServerProcess;
let b: ServerProcess;
/** At the node of the same name. */
let guests: { a: Guest; b: Guest };

describe.skipIf(!program)("two nodes with a guest in a room of each", { timeout: 60_000 }, () => {
  beforeEach(async () => {
    redis = await startRedis(program);
  });

  const begin = async (env: NodeJS.ProcessEnv = {}): Promise<void> => {
    const args = ["--max-players", "2"];
    [a, b] = [await startNode(redis, args, { env }), await startNode(redis, args, { env })];
    await knowEachOther(a, b);
    // A room of two is full, and the next is opened at the other node.
    const all = [];
    for (let count = 0; count < 4; count++) all.push(await Guest.join(a.url));
    const here = (await healthOf(a)).rooms[0]?.roomId;
    const [atA, spareAtA] = all.filter(({ room }) => room.roomId === here);
    const [atB, spareAtB] = all.filter(({ room }) => room.roomId !== here);
    if (!atA || !atB) throw new Error("all are at one node");
    // Places that only Redis knows of.
    await spareAtA?.leave();
    await spareAtB?.leave();
    guests = { a: atA, b: atB };
  };
  afterEach(async () => {
    for (const guest of Object.values(guests)) await guest.leave();
    b.process.kill("SIGCONT");
    await Promise.all([a.stop(), b.stop()]);
    await redis.kill();
  });

  const playsOn = async (guest: Guest): Promise<void> => {
    const { patches } = guest;
    await until("it plays on", () => guest.patches > patches + 30);
  };

  /** Twenty join at once. Resolves when all of them have been answered, one way or the other, and are out again. */
  const joinTwenty = async (): Promise<void> => {
    const joins = Array.from({ length: 20 }, (_, index) => new Client(index % 2 ? a.url : b.url).joinOrCreate("arena"));
    for (const answer of await Promise.allSettled(joins)) if (answer.status === "fulfilled") await answer.value.leave();
  };

  const refusesAll = async (node: ServerProcess): Promise<void> => {
    await until("it notices", async () => (await healthOf(node)).redis.state === "lost");
    await expect(new Client(node.url).joinOrCreate("arena")).rejects.toMatchObject({
      code: 503,
      message: expect.stringContaining("lost its connection to the game's other servers"),
    });
    await expect(new Client(node.url).joinById(guests.a.room.roomId)).rejects.toMatchObject({ code: 503 });
  };

  test("when one is killed, the other continues, all joins go to it, and it forgets the dead one's rooms", async () => {
    // By default the framework asks a dead node and stops waiting after this many ms. The test does not wait that long.
    await begin({ COLYSEUS_PRESENCE_SHORT_TIMEOUT: "600000" });
    const gone = guests.b.room.roomId;
    b.process.kill("SIGKILL");
    await until("its players lose their line", () => guests.b.closed !== undefined);
    const joined = [await Guest.join(a.url), await Guest.join(a.url), await Guest.join(a.url)];
    const here = (await healthOf(a)).rooms.map(({ roomId }) => roomId);
    for (const { room } of joined) expect(here).toContain(room.roomId);
    await expect(new Client(a.url).joinById(gone)).rejects.toThrow(/not found/);
    await playsOn(guests.a);
    await until("the page is not told of it any more", async () => {
      const page = await fetch(a.http);
      return !page.headers.get("content-security-policy")?.includes(String(b.port));
    });
    for (const guest of joined) await guest.leave();
  });

  test("when one hangs it is passed over, and is used again when it continues", async () => {
    await begin();
    const { roomId } = guests.b.room;
    b.process.kill("SIGSTOP");
    await until("its room is not found", async () => {
      const [answer] = await Promise.allSettled([new Client(a.url).joinById(roomId)]);
      return answer.status === "rejected" && String(answer.reason).includes("not found");
    });
    const joined = [await Guest.join(a.url), await Guest.join(a.url)];
    const here = (await healthOf(a)).rooms.map((room) => room.roomId);
    for (const { room } of joined) expect(here).toContain(room.roomId);
    for (const guest of joined) await guest.leave();
    b.process.kill("SIGCONT");
    const back = await until("its room is found", () => new Client(a.url).joinById(roomId).catch(() => undefined));
    await back.leave();
  });

  test("the join options of a client for a room of a hanging node are in no error, log or metric", async () => {
    await begin();
    const identities = new Identities(Buffer.from(NODE_SECRET), systemRuntime);
    const token = identities.tokenOf(identities.create());
    const said = { name: "Ann", token, password: "s3cret-password", botToken: "s3cret-bot-token" };
    b.process.kill("SIGSTOP");
    const failures = await Promise.allSettled([
      new Client(a.url).joinById(guests.b.room.roomId, said),
      new Client(a.url).joinById(guests.b.room.roomId, { ...said, bot: true }),
      new Client(a.url).reconnect(`${guests.b.room.roomId}:s3cret-reconnection`),
    ]);
    b.process.kill("SIGCONT");
    const answers = failures.map((each) => (each.status === "rejected" ? `${each.reason.code} ${each.reason}` : ""));
    for (const answer of answers) expect(answer).toMatch(/^503 .*does not answer/);
    for (const text of [...answers, a.log(), await metricsOf(a)]) {
      expect(text).not.toContain("s3cret");
      expect(text).not.toContain(token);
      expect(text).not.toContain("127.0.0.1");
    }
  });

  test("when Redis is lost rooms continue, new players get the reason, and joins work again when it is back", async () => {
    await begin();
    const rush = joinTwenty();
    await redis.kill();
    await rush;
    for (const node of [a, b]) await refusesAll(node);
    await playsOn(guests.a);
    await playsOn(guests.b);
    // A room closes while the other node can't be told.
    const { roomId: closed } = guests.b.room;
    await guests.b.leave();
    await until("nobody else is waited for", async () => {
      const [inA, inB] = [await healthOf(a), await healthOf(b)];
      return inA.rooms.length === 1 && inA.players === 1 && inB.rooms.length === 0;
    });

    await redis.restart();
    for (const node of [a, b]) await until("it is back", async () => (await healthOf(node)).redis.state === "ok");
    await playsOn(guests.a);
    const { roomId } = guests.a.room;
    const guest = await new Client(b.url).joinById(roomId);
    expect((await healthOf(a)).rooms).toMatchObject([{ roomId, players: 2 }]);
    await expect(new Client(a.url).joinById(closed)).rejects.toThrow(/not found/);
    // The room is full, so the next guest gets a new room, at the node with fewer guests.
    const other = await Guest.join(a.url);
    await until("it is at the other", async () => (await healthOf(b)).players === 1);
    await guest.leave();
    await other.leave();

    for (const node of [a, b]) {
      expect(node.log().match(/redis does not answer/g)).toHaveLength(1);
      expect(node.log()).not.toMatch(/unhandled|uncaught/i);
      expect(node.log()).not.toContain(redis.password);
    }
  });

  test("a hanging Redis counts as lost, and as back when it continues", async () => {
    await begin();
    redis.freeze();
    await joinTwenty();
    for (const node of [a, b]) await refusesAll(node);
    await playsOn(guests.a);
    await playsOn(guests.b);
    redis.thaw();
    for (const node of [a, b]) await until("it is back", async () => (await healthOf(node)).redis.state === "ok");
    const joined = [await Guest.join(a.url), await Guest.join(b.url)];
    for (const guest of joined) await guest.leave();
  });
});
