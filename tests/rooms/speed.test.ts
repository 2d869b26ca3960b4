import { Client } from "@colyseus/sdk";
import { RUN_SPEED_U_PER_S } from "@fray/shared-state/rules";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { InputFrame } from "@fray/shared-state/schema/input-frame";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

import { settled, until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const MEASURED_MS = 10_000;
const TURN_EVERY_MS = 1500;

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel"] });
});
afterAll(() => server.stop());

/** Runs to and fro, sending what `burst` says each 5 ms, and returns how far the body went over how long, by server time. */
async function run(burst: (elapsedMs: number) => number): Promise<{ distance: number; seconds: number }> {
  const room = await settled(new Client(server.url).joinOrCreate<ArenaState>("arena", { name: "Runner" }, ArenaState));
  room.onMessage("*", () => {});
  const input = room.input<InputFrame>({ type: InputFrame });
  await until("it is alive", () => room.state.players?.get(room.sessionId)?.alive);
  let sent = 0;
  const begin = performance.now();
  const timer = setInterval(() => {
    const elapsed = performance.now() - begin;
    for (const due = burst(elapsed); sent < due; sent++) {
      input.data.moveX = Math.floor(elapsed / TURN_EVERY_MS) % 2 === 0 ? 1 : -1;
      input.send();
    }
  }, 5);
  let distance = 0;
  let last: { x: number; y: number } | undefined;
  let from: number | undefined;
  room.onStateChange(() => {
    const player = room.state.players.get(room.sessionId);
    if (!player) return;
    from ??= room.clock.lastServerTime();
    if (last) distance += Math.hypot(player.x - last.x, player.y - last.y);
    last = { x: player.x, y: player.y };
  });
  const elapsed = () => room.clock.lastServerTime() - (from ?? Infinity);
  await until("it has run long enough", () => elapsed() >= MEASURED_MS, MEASURED_MS + 10_000);
  clearInterval(timer);
  const seconds = elapsed() / 1000;
  await settled(room.leave());
  return { distance, seconds };
}

describe("N2: no stream of inputs moves a body further than 1.02 times honest play", () => {
  test.concurrent.for([
    ["honest", (ms: number) => (ms / 1000) * 30],
    ["four times too many", (ms: number) => (ms / 1000) * 120],
    ["a flood of 600 inputs/s", (ms: number) => (ms / 1000) * 600],
    ["nothing for 700 ms, then all at once", (ms: number) => Math.floor(ms / 700) * 21],
    ["pauses of 90 ms, which the held movement covers", (ms: number) => Math.floor(ms / 120) * 4],
  ] as const)("%s", { timeout: 40_000 }, async ([name, burst]) => {
    const { distance, seconds } = await run(burst);
    expect(distance).toBeLessThanOrEqual(RUN_SPEED_U_PER_S * seconds * 1.02);
    if (name === "honest") expect(distance).toBeGreaterThan(RUN_SPEED_U_PER_S * seconds * 0.7);
  });
});

test("dropped inputs are counted", async () => {
  const Health = z.object({ rooms: z.array(z.object({ counters: z.object({ inputsDropped: z.number() }) })) });
  const room = await settled(new Client(server.url).joinOrCreate<ArenaState>("arena", { name: "Flooder" }, ArenaState));
  room.onMessage("*", () => {});
  const input = room.input<InputFrame>({ type: InputFrame });
  await until("it is alive", () => room.state.players?.get(room.sessionId)?.alive);
  for (let i = 0; i < 200; i++) input.send();
  await until("it is counted", async () => {
    const { rooms } = Health.parse(await (await settled(fetch(`${server.http}/health`))).json());
    return rooms.some(({ counters }) => counters.inputsDropped > 150);
  });
  await settled(room.leave());
});
