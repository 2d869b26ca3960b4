import type { Dialled } from "@fray/netcode/testing";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import { expect, test } from "vitest";
import { z } from "zod";

import { askForSeat } from "../support/ask-for-seat.ts";
import { TestPlayer } from "../support/player.ts";
import { pass, settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const Health = z.object({
  refusalCounts: z.record(z.string(), z.number()),
  rooms: z.array(z.unknown()),
});
const health = async (server: VirtualServer) =>
  Health.parse(await (await settled(fetch(`${server.http}/health`))).json());

/** Time between two looks at the list of rooms. */
const LOOK_MS = 250;

const create = ({ endpoint }: Pick<Dialled, "endpoint">) =>
  askForSeat(endpoint, {}, "", { method: "create", options: { room: { name: "x".repeat(200), private: true } } });

test("a flood of rooms is refused except a few, and players on the same server notice nothing", async () => {
  const server = await startVirtual();
  const player = await TestPlayer.join(server.http);
  await until("the player is in", () => player.frame?.self?.alive);
  const before = player.game.stats();

  const script = server.dial({ address: "127.0.0.2" });
  const answers = await Promise.all(Array.from({ length: 400 }, () => create(script)));
  const count = (status: number) => answers.filter((answer) => answer.status === status).length;
  expect(count(200)).toBe(3);
  expect(count(JOIN_REFUSED.tooManyRooms) + count(429)).toBe(397);
  expect(count(JOIN_REFUSED.tooManyRooms)).toBeGreaterThan(0);
  const { rooms, refusalCounts } = await health(server);
  expect(rooms).toHaveLength(4);
  expect(refusalCounts).toMatchObject({ tooManyRooms: count(JOIN_REFUSED.tooManyRooms), joins: count(429) });

  await until("patches go on", () => player.game.stats().patches > before.patches + 30);
  expect(player.game.status().state).toBe("online");
  expect((await create(server.dial({ address: "127.0.0.3" }))).status).toBe(200);
  await until("the rooms nobody came to are closed", async () => {
    await pass(LOOK_MS);
    return (await health(server)).rooms.length === 1;
  });
  await player.leave();
  await server.stop();
});

test("all addresses together open half of the rooms that the host allows; the others are for quick play", async () => {
  const server = await startVirtual({ args: ["--max-rooms", "5"] });
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, host) => create(server.dial({ address: `127.0.0.${host + 2}` }))),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
  expect(answers.find(({ status }) => status !== 200)).toMatchObject({
    status: 503,
    body: expect.stringContaining("All rooms of this server are full"),
  });
  expect((await health(server)).refusalCounts["serverFull"]).toBe(9);
  expect((await askForSeat(server.http)).status).toBe(200);
  await server.stop();
});

test("an unknown way to join is refused, and people can't open lobbies", async () => {
  const server = await startVirtual();
  const exceptions = server.context.log.counts().exception;
  const ask = async (path: string, body = "{}") => {
    const headers = { "content-type": "application/json" };
    const { status } = await settled(fetch(`${server.http}/matchmake/${path}`, { method: "POST", headers, body }));
    return status;
  };
  for (const path of ["__proto__/arena", "constructor/arena", "createRoom/arena", "create/lobby", "create/nowhere"]) {
    expect(await ask(path), path).toBe(520);
  }
  for (const options of ["[]", "7", '"text"', "null"])
    expect(await ask("create/arena", options), options).not.toBe(500);
  expect((await health(server)).rooms.length).toBeLessThanOrEqual(3);
  expect(server.context.log.counts().exception).toBe(exceptions);
  await server.stop();
});

test("on a host that forbids it, people can't create a room", async () => {
  const server = await startVirtual({ args: ["--rooms-per-address", "0"] });
  const answer = await create(server.dial());
  expect(answer).toMatchObject({
    status: JOIN_REFUSED.notOffered,
    body: expect.stringContaining("Players can't create rooms on this server"),
  });
  await server.stop();
});
