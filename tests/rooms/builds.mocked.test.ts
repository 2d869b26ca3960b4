import { Client } from "@colyseus/sdk";
import { failureReason, joinWithRetry } from "@fray/bot-client/internal/connection/join-with-retry";
import { joinArena, resumeArena } from "@fray/game-client/internal/connection/join";
import { joinLobby } from "@fray/game-client/internal/connection/live-lobby";
import { systemRuntime } from "@fray/netcode/core";
import { BUILD } from "@fray/server/internal/build";
import { JOIN_REFUSED } from "@fray/shared-state/protocol/join-refusals";
import { ARENA_ROOM, LOBBY_ROOM } from "@fray/shared-state/protocol/rooms";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { Guest } from "../support/guest.ts";
import { settled } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

// The bots and pages of this file are of another build than the server.
vi.mock("@fray/bot-client/internal/connection/build", () => ({ BUILD: "another" }));
vi.mock("@fray/game-client/internal/connection/build", () => ({ BUILD: "another" }));

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel"] });
});
afterAll(() => server.stop());

const refused = { code: JOIN_REFUSED.otherBuild, message: expect.stringContaining("another version of Fray") };

/** All ways to a seat, for a client that sends these options. */
const ways = (options: object): [string, () => Promise<unknown>][] => {
  const client = new Client(server.http);
  return [
    ["any room", () => client.joinOrCreate(ARENA_ROOM, options)],
    ["an open room", () => client.join(ARENA_ROOM, options)],
    ["a new room", () => client.create(ARENA_ROOM, options)],
    ["the lobby", () => client.joinOrCreate(LOBBY_ROOM, options)],
  ];
};

test("a client of another build gets no seat, and a sentence", async () => {
  for (const [way, take] of ways({ build: "another" }))
    await expect(settled(take()), way).rejects.toMatchObject(refused);
});

test("a client of another build gets no seat in a room that it names, and cannot resume one", async () => {
  const ann = await Guest.create(server.http);
  const { roomId } = ann.room;
  await expect(settled(new Client(server.http).joinById(roomId, { build: "another" }))).rejects.toMatchObject(refused);
  const resume = fetch(`${server.http}/matchmake/reconnect/${roomId}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ reconnectionToken: ann.room.reconnectionToken.split(":")[1], build: "another" }),
  });
  expect((await settled(resume)).status).toBe(JOIN_REFUSED.otherBuild);
  await ann.leave();
});

test.for([
  ["of the server's build", { build: BUILD }],
  ["that names no build", {}],
] as const)("a client %s is let in, and learns the build of the room", async ([, options]) => {
  const answer = await settled(
    fetch(`${server.http}/matchmake/joinOrCreate/${ARENA_ROOM}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(options),
    }),
  );
  expect(await answer.json()).toMatchObject({ build: BUILD, name: ARENA_ROOM });
});

test("the report on the server's health names its build", async () => {
  const health = await settled(fetch(`${server.http}/health`));
  expect(await health.json()).toMatchObject({ build: BUILD });
});

test("a bot of another build gives up at once, with a sentence", async () => {
  const { signal } = new AbortController();
  const before = systemRuntime.now();
  const join = joinWithRetry({ runtime: systemRuntime, url: server.url, name: "Old" }, 600_000, signal);
  const error: unknown = await settled(join.catch((reason: unknown) => reason));
  expect(error).toMatchObject({ code: JOIN_REFUSED.otherBuild });
  expect(failureReason(error)).toContain("Update it");
  expect(systemRuntime.now() - before).toBeLessThan(1000);
});

test("a page of another build learns that it has to reload, wherever it joins", async () => {
  const page = { runtime: systemRuntime, name: "Old", endpoint: server.http };
  for (const join of [
    () => joinArena(page),
    () => joinArena({ ...page, create: {} }),
    () => joinLobby(systemRuntime, "Old", { endpoint: server.http }),
  ])
    await expect(settled<unknown>(join())).rejects.toMatchObject({ isOtherBuild: true });
});

test("a page of another build keeps the seat that it cannot resume, for the page after it", async () => {
  const ann = await Guest.create(server.http);
  // The storage of a tab, which a page needs to know that it has not reloaded yet.
  vi.stubGlobal("sessionStorage", { getItem: () => null });
  const resume = resumeArena({ runtime: systemRuntime, token: ann.room.reconnectionToken, endpoint: server.http });
  await expect(settled(resume)).rejects.toMatchObject({ isOtherBuild: true });
  vi.unstubAllGlobals();
  await ann.leave();
});
