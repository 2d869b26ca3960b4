import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { pass, settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const Health = z.object({ ok: z.boolean(), rooms: z.array(z.unknown()) });

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--max-rooms", "2", "--max-players", "2"] });
});
afterAll(() => server.stop());

const join = () =>
  settled(
    fetch(`${server.http}/matchmake/joinOrCreate/arena`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    }),
  );
/** Time between two looks at the list of rooms. */
const LOOK_MS = 250;

const openRooms = async () => Health.parse(await (await settled(fetch(`${server.http}/health`))).json()).rooms.length;

test("clients that reserve places and never come open no more rooms than the host allows, and those close in seconds", async () => {
  const statuses: number[] = [];
  for (let session = 0; session < 4; session++) statuses.push((await join()).status);
  expect(statuses).toEqual([200, 200, 200, 200]);

  const refused = await join();
  expect(refused.status).toBe(503);
  expect(await refused.text()).toContain("All rooms of this server are full. Try again in a moment.");
  expect(await openRooms()).toBe(2);

  await until(
    "the rooms are closed",
    async () => {
      await pass(LOOK_MS);
      return (await openRooms()) === 0;
    },
    10_000,
  );
  expect((await join()).status).toBe(200);
  expect(server.context.log.counts().exception).toBe(0);
});
