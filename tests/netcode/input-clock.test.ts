import { afterAll, beforeAll, expect, test } from "vitest";

import { IDLE, TestPlayer } from "../support/player.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { Network } from "./network.ts";

const STALL_MS = 700;
const RECOVERY_MS = 3000;
/** Inputs on their way or waiting, averaged over this long: an input delay in ticks. */
const AVERAGED_MS = 500;

let server: VirtualServer;
let network: Network;
let player: TestPlayer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel"] });
  network = new Network(server, { roundTripMs: 80 });
  player = await TestPlayer.join(network.endpoint);
  let turn = 0;
  player.play = () => ({ ...IDLE, moveX: Math.sin(turn++ / 40) });
  await until("the input clock has settled", () => player.game.stats().patches > 150);
});
afterAll(async () => {
  await player.leave();
  await server.stop();
});

/** Mean number of inputs the server has not answered: the round trip, and what waits. */
async function inputDelayTicks(): Promise<number> {
  let sum = 0;
  let count = 0;
  const end = performance.now() + AVERAGED_MS;
  await until("enough samples", () => {
    sum += player.game.stats().unacknowledged;
    count++;
    return performance.now() > end;
  });
  return sum / count;
}

test("N6: after a stall of 700 ms the extra input delay is back under 2 ticks within 3 s", async () => {
  const before = await inputDelayTicks();
  network.stall(STALL_MS);
  let worst = 0;
  const end = performance.now() + STALL_MS + RECOVERY_MS;
  await until("it has had its time", () => {
    worst = Math.max(worst, player.game.stats().unacknowledged);
    return performance.now() > end;
  });
  expect(worst, "the stall was felt").toBeGreaterThan(before + 10);
  expect((await inputDelayTicks()) - before).toBeLessThan(2);
});
