import { Client, type Room } from "@colyseus/sdk";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import { ARENA_ROOM, LOBBY_ROOM } from "@fray/shared-state/protocol/rooms";
import type { LobbyState } from "@fray/shared-state/schema/lobby-state";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { changeCheckout } from "../support/changed-checkout.ts";
import { SERVED_PAGE } from "../support/programs.ts";
import { startRedis, type RedisServer } from "../support/redis.ts";
import type { ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";
import { healthOf, knowEachOther, redisProgram, startNode } from "./nodes.ts";

const program = redisProgram();

describe.skipIf(!program)("two nodes of different builds behind one Redis", () => {
  const next = changeCheckout(["packages/shared-state/src/rules.ts", "MAX_HEALTH = 100", "MAX_HEALTH = 101"]);
  let redis: RedisServer;
  let a: ServerProcess;
  let b: ServerProcess;
  let builds: readonly [string, string];
  beforeAll(async () => {
    redis = await startRedis(program);
    const args = ["--map", "duel", "--mode", "ffa", "--bots", "0", "--data-dir", ""];
    a = await startNode(redis, args);
    b = await startNode(redis, args, { env: { FRAY_PAGE_DIR: SERVED_PAGE }, program: next.server });
    await knowEachOther(a, b);
    builds = [await buildAt(a), await buildAt(b)];
  });
  afterAll(async () => {
    await Promise.all([a, b].map((node) => node?.stop()));
    await redis?.kill();
    next.remove();
  });

  const buildAt = async (node: ServerProcess): Promise<string> => String(Reflect.get(await healthOf(node), "build"));

  /** Joins through a node without reading the state, which this process may not understand. */
  const take = async (through: ServerProcess, options: object, room = ARENA_ROOM): Promise<string> => {
    const answer = await fetch(`${through.http}/matchmake/joinOrCreate/${room}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(options),
    });
    const seat: unknown = await answer.json();
    if (typeof seat !== "object" || seat === null) throw new Error("no answer");
    const build = String(Reflect.get(seat, "build") ?? Reflect.get(seat, "code"));
    // The node that the room is on.
    const address: unknown = Reflect.get(seat, "publicAddress");
    const node = [a, b].findIndex(({ port }) => address === `127.0.0.1:${port}`);
    return node === -1 || builds[node] === build ? build : `${build} at a node of ${builds[node]}`;
  };

  test("each client gets rooms of its own build, through either node", async () => {
    const [old, young] = builds;
    expect(old).not.toBe(young);
    for (const room of [ARENA_ROOM, LOBBY_ROOM]) {
      expect(await take(a, { build: young }, room)).toBe(young);
      expect(await take(b, { build: young }, room)).toBe(young);
      expect(await take(b, { build: old }, room)).toBe(old);
      expect(await take(a, {}, room)).toBe(old);
      expect(await take(b, {}, room)).toBe(young);
      expect(await take(a, { build: "neither" }, room)).toBe(String(JOIN_REFUSED.otherBuild));
    }
    expect((await healthOf(a)).rooms).toHaveLength(1);
    expect((await healthOf(b)).rooms).toHaveLength(1);
  });

  test("a lobby lists the rooms of its build only", async () => {
    const lobbies = await Promise.all(
      builds.map((build) => new Client(a.url).joinOrCreate<LobbyState>(LOBBY_ROOM, { build })),
    );
    const lists = () => lobbies.map(({ state }) => [...(state.rooms?.keys() ?? [])]);
    const rooms: Room[] = [];
    // The reports on the first two rooms are with both lobbies before those on the other two.
    for (let round = 0; round < 2; round++) {
      const opened = await Promise.all(builds.map((build) => new Client(a.url).create(ARENA_ROOM, { build })));
      await until("each is listed", () => opened.every(({ roomId }, index) => lists()[index]?.includes(roomId)));
      rooms.push(...opened);
    }
    const [old = [], young = []] = lists();
    expect(old.filter((roomId) => young.includes(roomId))).toEqual([]);
    await Promise.all([...lobbies, ...rooms].map((joined) => joined.leave()));
  });

  test("a room of the other build is refused to a client that names it", async () => {
    const [old, young] = builds;
    const room: Room = await new Client(a.url).create(ARENA_ROOM, { build: old });
    for (const node of [a, b])
      await expect(new Client(node.url).joinById(room.roomId, { build: young })).rejects.toMatchObject({
        code: JOIN_REFUSED.otherBuild,
      });
    await room.leave();
  });
});
