import { roomStatusPath } from "@fray/shared-state/protocol/room-status";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Guest } from "../support/guest.ts";
import { startRedis, type RedisServer } from "../support/redis.ts";
import { until } from "../support/until.ts";
import { healthOf, redisProgram, twoNodes } from "./nodes.ts";

const program = redisProgram();
let redis: RedisServer | undefined;
beforeAll(async () => {
  if (program) redis = await startRedis(program);
});
afterAll(() => redis?.kill());

describe.skipIf(!program)("two nodes behind one Redis", () => {
  const two = twoNodes(() => redis);

  test("say of each room that it is open, and of those of a killed node that they are gone", async () => {
    const [a, b] = two();
    const guest = await Guest.join(a.url);
    const { roomId } = guest.room;
    const isAtA = (await healthOf(a)).rooms.some((room) => room.roomId === roomId);
    const [home, other] = isAtA ? [a, b] : [b, a];
    const statusAt = async (node: typeof a): Promise<unknown> =>
      (await fetch(`${node.http}${roomStatusPath(roomId)}`)).json();
    for (const node of [a, b]) expect(await statusAt(node)).toEqual({ isOpen: true });
    home.process.kill("SIGKILL");
    await until("the other knows", async () => JSON.stringify(await statusAt(other)) === '{"isOpen":false}');
    await until("the other has removed it", () => other.log().includes("a node is gone"));
    const again = await Guest.join(other.url);
    expect((await healthOf(other)).rooms.map((room) => room.roomId)).toContain(again.room.roomId);
    await again.leave();
    await guest.leave();
  });
});
