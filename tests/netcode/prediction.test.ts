import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { createRandom } from "@fray/shared-state/simulation/random";
import { afterAll, beforeAll, expect, test } from "vitest";

import { TestPlayer } from "../support/player.ts";
import { startServer, type ServerProcess } from "../support/server.ts";
import { until } from "../support/until.ts";
import { Network } from "./network.ts";

const DRIVE_MS = 60_000;

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** Drives about at random: new direction every 0.1..0.6 s, dashing now and then, into walls as it comes. */
function reckless(seed: number) {
  const random = createRandom(seed);
  let turnAt = 0;
  let input = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };
  return () => {
    const now = performance.now();
    if (now >= turnAt) {
      turnAt = now + 100 + random() * 500;
      const angle = random() * 2 * Math.PI;
      input = {
        moveX: Math.cos(angle),
        moveY: Math.sin(angle),
        aim: random() * 2 * Math.PI,
        buttons: random() < 0.3 ? BUTTON.dash : 0,
      };
    }
    return input;
  };
}

test(
  "at 250 ms +- 40 ms, a minute of driving, dashing and wall sliding is predicted without any drift",
  { timeout: 90_000 },
  async () => {
    const network = await Network.open(server.port, { roundTripMs: 250, jitterMs: 40 });
    const player = await TestPlayer.join(network.endpoint);
    player.play = reckless(3);
    const begin = performance.now();
    await until("it has driven for a minute", () => performance.now() - begin > DRIVE_MS, DRIVE_MS + 10_000);
    const stats = player.game.stats();
    expect(stats.ping).toBeGreaterThan(240);
    expect(stats.patches).toBeGreaterThan(30 * 55);
    expect(stats.largestCorrection).toBe(0);
    await player.leave();
    await network.close();
  },
);
