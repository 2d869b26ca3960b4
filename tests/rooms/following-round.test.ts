import { systemRuntime } from "@fray/netcode/core";
import { phaseOf } from "@fray/shared-state/match/modes";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";

import { onlyRoom } from "../security/in-process.ts";
import { MemoryDisk } from "../simulate/machine/memory-disk.ts";
import { Power } from "../simulate/machine/power.ts";
import { Guest } from "../support/guest.ts";
import { recordHere } from "../support/recorded-rooms.ts";
import { settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

/** A round, its results and the warmup of the next one. */
const PATIENCE_MS = 120_000;

const Following = z.object({ id: z.string() });

let server: VirtualServer;
const guests: Guest[] = [];
afterEach(async () => {
  await Promise.all(guests.splice(0).map((guest) => guest.leave()));
  await server.stop();
});

async function start(...args: readonly string[]): Promise<void> {
  const { recordTo } = await recordHere({ disk: new MemoryDisk(new Power(() => {})), runtime: systemRuntime });
  const rounds = ["--warmup-seconds", "1", "--round-seconds", "5"];
  server = await startVirtual({ args: ["--map", "duel", ...rounds, ...args], options: { recordTo } });
}

const following = (id: string) => settled(fetch(`${server.http}/api/replays/${id}/next`));
const recordedId = () => onlyRoom().watch;

/** Plays until the next round of the room is recorded. Returns the ids of both. */
async function playOn(): Promise<readonly [string, string]> {
  const first = await until("a round is recorded", () => recordedId() || undefined);
  await until("it is live", () => phaseOf(onlyRoom().state.match) === "live");
  expect((await following(first)).status, "while it is played").toBe(404);
  const second = await until(
    "the next one is recorded",
    () => {
      const id = recordedId();
      return id !== "" && id !== first ? id : undefined;
    },
    PATIENCE_MS,
  );
  return [first, second];
}

test("the round that follows in the same room is named as soon as it is recorded, for pages of other nodes too", async () => {
  await start();
  guests.push(await Guest.join(server.url, { name: "Ann" }), await Guest.join(server.url, { name: "Bob" }));
  const [first, second] = await playOn();
  const answer = await following(first);
  expect(Following.parse(await settled(answer.json()))).toEqual({ id: second });
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  expect(answer.headers.get("cache-control")).toBe("no-cache");
  expect((await following(second)).status).toBe(404);
  expect((await following("nothing")).status).toBe(404);
});

test("a round that is not kept follows nothing", async () => {
  await start();
  guests.push(await Guest.join(server.url, { name: "Ann" }), await Guest.join(server.url, { name: "Bob" }));
  const [first] = await playOn();
  // Nobody is left in its warmup.
  await Promise.all(guests.splice(0).map((guest) => guest.leave()));
  await until("it is forgotten", async () => (await following(first)).status === 404, PATIENCE_MS);
});

test.each([{ private: true }, { password: "sesame" }])(
  "somebody who has the link to one round of a room with %o does not learn of the next",
  async (room) => {
    await start();
    const owner = await Guest.create(server.url, room);
    guests.push(owner, await Guest.joinById(server.url, owner.room.roomId, { name: "Bob", ...room }));
    const ids: string[] = [];
    await until(
      "two rounds were recorded",
      () => {
        const id = owner.heard.replay.at(-1)?.id;
        if (id !== undefined && !ids.includes(id)) ids.push(id);
        return ids.length === 2;
      },
      PATIENCE_MS,
    );
    for (const id of ids) expect((await following(id)).status).toBe(404);
  },
);
