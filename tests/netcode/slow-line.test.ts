import { afterAll, beforeAll, expect, test } from "vitest";

import { TestPlayer } from "../support/player.ts";
import { pass, until } from "../support/until.ts";
import { playHere } from "../support/virtual-bots.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { Network } from "./network.ts";

/** 32 kbit/s. */
const BYTES_PER_S = 4000;
const WATCHED_MS = 10_000;
/**
 * Backpressure disconnects no client that is less than 4.5 s behind, and sends nothing to a client that is more than
 * 2.5 s behind.
 */
const MAX_PING_MS = 3500;

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel", "--max-players", "16"] });
});
afterAll(() => server.stop());

test("N10: a player on 32 kbit/s stays online, moves, and sees the others", async () => {
  const bots = playHere("--url", server.url, "--count", "12", "--quiet");
  const network = new Network(server, { roundTripMs: 60 });
  const player = await TestPlayer.join(network.endpoint, "Slow");
  await until("others are in view", () => (player.frame?.others.length ?? 0) > 3);
  const states = new Set<string>();
  let worstPing = 0;
  let step = 0;
  player.play = () => {
    step++;
    return { moveX: Math.cos(step / 60), moveY: Math.sin(step / 50), aim: step / 30, buttons: 1 };
  };
  player.onFrame = () => {
    states.add(player.game.status().state);
    worstPing = Math.max(worstPing, player.game.ping());
  };
  network.line = { roundTripMs: 60, bytesPerSecond: BYTES_PER_S };
  const before = player.game.stats();
  await pass(WATCHED_MS);
  const after = player.game.stats();
  expect(states).toEqual(new Set(["online"]));
  expect(worstPing).toBeLessThan(MAX_PING_MS);
  expect(after.patches - before.patches).toBeGreaterThan((WATCHED_MS / 1000) * 3);
  expect(player.frame?.others.length).toBeGreaterThan(0);
  await player.leave();
  await bots.stop();
});
