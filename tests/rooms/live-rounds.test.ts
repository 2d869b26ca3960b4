import { systemRuntime } from "@fray/netcode/core";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import { LiveReplay } from "@fray/shared-state/replay/live/live-replay";
import { ReplayPlayer } from "@fray/shared-state/replay/replay-player";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";

import { onlyRoom } from "../security/in-process.ts";
import { MemoryDisk } from "../simulate/machine/memory-disk.ts";
import { Power } from "../simulate/machine/power.ts";
import { Guest } from "../support/guest.ts";
import { recordHere } from "../support/recorded-rooms.ts";
import { pass, settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const DELAY_MS = 15_000;

const Rounds = z.object({
  delaySeconds: z.number(),
  rounds: z.array(z.object({ id: z.string(), people: z.number() })),
});
const Manifest = z.object({
  first: z.number(),
  next: z.number(),
  openings: z.array(z.number()),
  nextInMs: z.number().optional(),
  isOver: z.boolean(),
  fragmentSeconds: z.literal(2),
});

let server: VirtualServer;
const guests: Guest[] = [];
afterEach(async () => {
  await Promise.all(guests.splice(0).map((guest) => guest.leave()));
  await server.stop();
});

async function start(...args: readonly string[]) {
  const recorded = await recordHere({ disk: new MemoryDisk(new Power(() => {})), runtime: systemRuntime });
  server = await startVirtual({ args: ["--map", "duel", ...args], options: { recordTo: recorded.recordTo } });
  return recorded;
}

const get = (path: string) => settled(fetch(`${server.http}/api/live${path}`));
const roundsNow = async (query = "") => Rounds.parse(await settled((await get(query)).json())).rounds;
const bytesOf = async (answer: Response) => new Uint8Array(await settled(answer.arrayBuffer()));
const manifestOf = async (id: string) => Manifest.parse(await settled((await get(`/${id}`)).json()));

async function join(name: string): Promise<Guest> {
  const guest = await Guest.join(server.url, { name });
  guests.push(guest);
  return guest;
}

const idOfRound = async (): Promise<string> => {
  const found = await until("the round can be watched", async () => (await roundsNow())[0]);
  return found.id;
};

/**
 * Age of the newest tick that a viewer has, in ms. The clock of the recording is the one of the room. The last tick of a
 * second is one step before its end.
 */
const ageOf = ({ header, firstSecond, seconds }: LiveReplay): number =>
  systemRuntime.wallTime() - header.startedAt - (firstSecond + seconds) * 1000 + 1000 / header.tickRate;

describe("a round that is being played", () => {
  test("is published in parts that never change, and never earlier than the delay", async () => {
    await start();
    await join("Ann");
    await join("Bob");
    const id = await idOfRound();
    let live: LiveReplay | undefined;
    let player: ReplayPlayer | undefined;
    let early = 0;
    const seen = new Map<number, Uint8Array>();
    while (!live || live.next < 8) {
      if (!live) {
        const opening = await get(`/${id}/openings/0`);
        if (opening.status === 200) {
          live = LiveReplay.open(await bytesOf(opening), 0);
          player = new ReplayPlayer(live);
          expect(opening.headers.get("cache-control")).toContain("immutable");
        } else expect(opening.status).toBe(409);
      }
      const number = live?.next ?? 0;
      const answer = await get(`/${id}/fragments/${number}`);
      if (answer.status === 200) {
        expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
        const bytes = await bytesOf(answer);
        seen.set(number, bytes);
        live?.append(bytes);
        if (live && player) {
          while (player.step());
          expect(player.difference).toBeUndefined();
          expect(ageOf(live)).toBeGreaterThanOrEqual(DELAY_MS);
          expect(ageOf(live), "it comes soon after").toBeLessThan(DELAY_MS + 1500);
        }
      } else {
        early++;
        expect(answer.status).toBe(409);
        expect(answer.headers.get("cache-control")).toBe("public, max-age=1");
        expect(answer.headers.get("retry-after")).toBe("1");
      }
      // Nothing that lies ahead is given away either.
      expect((await get(`/${id}/fragments/${number + 2}`)).status).toBe(409);
      expect((await get(`/${id}/openings/${number * 2 + 30}`)).status).toBe(409);
      expect((await settled(fetch(`${server.http}/api/replays/${id}`))).status).toBe(409);
      await pass(150);
    }
    expect(early).toBeGreaterThan(50);
    for (const [number, bytes] of seen)
      expect(await bytesOf(await get(`/${id}/fragments/${number}`)), `part ${number}`).toEqual(bytes);
    expect((await manifestOf(id)).next).toBeGreaterThanOrEqual(8);
  });

  test("is followed to its end, when its file is there too", async () => {
    await start("--round-seconds", "8");
    await join("Ann");
    await join("Bob");
    const id = await idOfRound();
    await pass(DELAY_MS + 6000);
    const second = (await manifestOf(id)).openings.at(-1) ?? 0;
    const live = LiveReplay.open(await bytesOf(await get(`/${id}/openings/${second}`)), second);
    for (let waited = 0; !live.isComplete && waited < 120; waited++) {
      const answer = await get(`/${id}/fragments/${live.next}`);
      if (answer.status === 200) live.append(await bytesOf(answer));
      else await pass(500);
    }
    expect(live.isComplete).toBe(true);
    const player = new ReplayPlayer(live);
    while (player.step());
    expect(player.difference).toBeUndefined();
    expect((await manifestOf(id)).isOver).toBe(true);
    expect((await get(`/${id}/fragments/${live.next}`)).status, "after the last part").toBe(404);
    expect((await settled(fetch(`${server.http}/api/replays/${id}`))).status).toBe(200);
    await pass(80_000);
    expect((await get(`/${id}`)).status, "it is forgotten").toBe(404);
  });

  test("that is cut short gives away nothing younger than the delay as a file", async () => {
    const { archive } = await start();
    await join("Ann");
    await join("Bob");
    const id = await idOfRound();
    await pass(6000);
    const room = onlyRoom();
    expect(room.control.playRound(0)).toBe(true);
    await until("its recording has ended", async () => (await archive.ids()).includes(id));
    await pass(1000);
    expect((await settled(fetch(`${server.http}/api/replays/${id}`))).status).toBe(409);
    await pass(DELAY_MS);
    expect((await settled(fetch(`${server.http}/api/replays/${id}`))).status).toBe(200);
  });
});

describe("requests that come too early", () => {
  test("ask the archive at most twice a second, however many they are", async () => {
    const { archive } = await start();
    await join("Ann");
    const id = await idOfRound();
    await pass(5000);
    let asked = 0;
    const live = archive.live.bind(archive);
    archive.live = (round) => {
      asked++;
      return live(round);
    };
    archive.fragment = () => {
      throw new Error("asked for a part that is not due");
    };
    const answers = await Promise.all(Array.from({ length: 200 }, () => get(`/${id}/fragments/3`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([409]));
    expect(asked).toBeLessThanOrEqual(2);
  });

  test.each(["/x/fragments/1", "/../fragments/1", "/nobody", "/nobody/openings/-1", "/nobody/fragments/1e9"])(
    "%s is answered with 404",
    async (path) => {
      await start();
      expect((await get(path)).status).toBe(404);
    },
  );
});

describe("a room that is not for everybody", () => {
  test("is not listed; who has its link finds its round", async () => {
    await start();
    const owner = await Guest.create(server.url, { private: true });
    guests.push(owner);
    const [round] = await until("its round can be watched", async () => {
      const found = await roundsNow(`?room=${owner.room.roomId}`);
      return found.length > 0 && found;
    });
    await pass(2000);
    expect(await roundsNow()).toEqual([]);
    await pass(DELAY_MS);
    expect((await get(`/${round?.id}/openings/0`)).status).toBe(200);
  });

  test("and has a password tells the id to nobody outside", async () => {
    await start();
    const owner = await Guest.create(server.url, { password: "sesame" });
    guests.push(owner);
    await pass(5000);
    expect(await roundsNow()).toEqual([]);
    expect(await roundsNow(`?room=${owner.room.roomId}`)).toEqual([]);
    expect((await get("?room=a/b")).status).toBe(400);
  });
});

describe("a spectator for whom no place is left", () => {
  const fill = async (): Promise<void> => {
    for (const name of ["Ann", "Bob"]) await join(name);
    for (let count = 0; count < 2; count++) guests.push(await Guest.join(server.url, { spectate: true }));
  };

  test("is told that the room is full, and finds its round in the list", async () => {
    await start("--max-players", "4");
    await fill();
    const id = await idOfRound();
    await expect(Guest.join(server.url, { spectate: true })).rejects.toMatchObject({ code: JOIN_REFUSED.full });
    const { roomId } = onlyRoom();
    await expect(Guest.joinById(server.url, roomId, { spectate: true })).rejects.toMatchObject({
      code: JOIN_REFUSED.fullOfSpectators,
    });
    expect(await roundsNow(`?room=${roomId}`)).toMatchObject([{ id, people: 2 }]);
  });

  test("gets a new room on a server that records nothing", async () => {
    server = await startVirtual({ args: ["--map", "duel", "--max-players", "4"] });
    await fill();
    guests.push(await Guest.join(server.url, { spectate: true }));
  });
});

test("a server that records nothing publishes nothing", async () => {
  server = await startVirtual({ args: ["--map", "duel"] });
  await join("Ann");
  await pass(3000);
  expect(await roundsNow()).toEqual([]);
  expect((await get("/x/fragments/0")).status).toBe(404);
});
