import { Client } from "@colyseus/sdk";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { afterAll, beforeAll, expect, test } from "vitest";

import { TestPlayer } from "../support/player.ts";
import { settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel"] });
});
afterAll(() => server.stop());

test("a dropped player comes back into the same body and continues to play", async () => {
  const observer = await settled(new Client(server.url).joinOrCreate<ArenaState>("arena", { name: "Eve" }, ArenaState));
  observer.onMessage("*", () => {});
  const lost = await settled(new Client(server.url).joinOrCreate<ArenaState>("arena", { name: "Lost" }, ArenaState));
  lost.onMessage("*", () => {});
  lost.reconnection.minUptime = 0;
  const entry = () => observer.state.roster.get(lost.sessionId);
  const id = (await until("it is in", entry)).id;
  await until("the observer sees it", () => observer.state.players.has(lost.sessionId));

  lost.connection.transport.close();
  await until("everybody sees that its line is down", () => entry()?.connected === false);
  expect(observer.state.players.has(lost.sessionId)).toBe(true);
  await until("it is back", () => entry()?.connected === true);
  expect(entry()?.id).toBe(id);

  const input = lost.input<{ moveX: number }>();
  const before = lost.state.players.get(lost.sessionId)?.x ?? 0;
  await until("it moves again", () => {
    input.data.moveX = before > 10 ? -1 : 1;
    input.send();
    return Math.abs((observer.state.players.get(lost.sessionId)?.x ?? before) - before) > 1;
  });
  expect(lost.state.players.size).toBe(2);
  await settled(Promise.all([observer.leave(), lost.leave()]));
});

test("a player who leaves on purpose is gone at once", async () => {
  const stays = await TestPlayer.join(server.http, "Stays");
  const goes = await TestPlayer.join(server.http, "Goes");
  await until("both are in", () => stays.game.standings().length === 2);
  await goes.leave();
  await until("one is left", () => stays.game.standings().length === 1);
  await stays.leave();
});
