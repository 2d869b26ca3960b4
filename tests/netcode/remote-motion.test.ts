import { PlaybackClock, SnapshotBuffer } from "@fray/netcode/client";
import { createRandom } from "@fray/netcode/core";
import { snapPosition } from "@fray/shared-state/quantized";
import { RUN_SPEED_U_PER_S } from "@fray/shared-state/rules";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { IDLE, TestPlayer } from "../support/player.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";
import { Network } from "./network.ts";

const PATCH_MS = 1000 / 30;
const FRAME_MS = 1000 / 60;
const SETTLED_MS = 3000;
const OBSERVED_FRAMES = 400;
/** Around a turn the speed really changes, over about this far, as seen through the interpolation. */
const TURN_U = 2.5;

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ["--map", "duel"] });
});
afterAll(() => server.stop());

describe("N4: at 100 ms +- 30 ms jitter a body running at constant speed is drawn with no speed error above 15 %", () => {
  // Once without a server ...
  test("in any frame", () => {
    const random = createRandom(11);
    const clock = new PlaybackClock(PATCH_MS);
    const body = new SnapshotBuffer();
    let arrivesAt = 0;
    const patches = Array.from({ length: 30 * 30 }, (_, tick) => {
      arrivesAt = Math.max(arrivesAt, tick * PATCH_MS + 50 + (random() * 2 - 1) * 15);
      return { time: tick * PATCH_MS, x: snapPosition(tick * PATCH_MS * (RUN_SPEED_U_PER_S / 1000)), arrivesAt };
    });
    let worst = 0;
    let last: number | undefined;
    for (let now = 0; patches.length > 0; now += FRAME_MS) {
      for (let next = patches[0]; next && next.arrivesAt <= now; next = patches[0]) {
        clock.receive(next.time, next.arrivesAt);
        body.push({ time: next.time, x: next.x, y: 0, aim: 0, place: 1 });
        patches.shift();
      }
      clock.advance(now);
      const x = body.sample(clock.render)?.x;
      if (now > SETTLED_MS && x !== undefined && last !== undefined)
        worst = Math.max(worst, speedError(x - last, FRAME_MS));
      last = x;
    }
    expect(worst).toBeGreaterThan(0);
    expect(worst).toBeLessThanOrEqual(0.15);
  });

  // ... and once with one.
  test("over a connection", async () => {
    const runner = await TestPlayer.join(server.http, "Runner");
    const network = new Network(server, { roundTripMs: 100, jitterMs: 30 });
    const watcher = await TestPlayer.join(network.endpoint, "Watcher");

    // Back and forth along the top of the map, where the way is free.
    let direction = 1;
    runner.play = (frame) => {
      const { x = 10, y = 2 } = frame?.self ?? {};
      if (x > 18) direction = -1;
      if (x < 2) direction = 1;
      return y > 1.2 ? { ...IDLE, moveY: -1 } : { ...IDLE, moveX: direction };
    };

    const errors: number[] = [];
    let last: { x: number; y: number; at: number } | undefined;
    await until("the playback has settled", () => watcher.game.stats().patches > 120);
    watcher.onFrame = (frame) => {
      const body = frame.others.find((other) => other.name === "Runner");
      const at = watcher.drawnAt;
      if (body && last && body.y < 1.3 && body.x > 2 + TURN_U && body.x < 18 - TURN_U) {
        errors.push(speedError(Math.abs(body.x - last.x), at - last.at));
      }
      last = body && { x: body.x, y: body.y, at };
    };
    await until("enough has been seen", () => errors.length >= OBSERVED_FRAMES, 60_000);
    const p95 = errors.toSorted((a, b) => a - b)[Math.floor(errors.length * 0.95)];
    expect(p95).toBeLessThanOrEqual(0.15);
    await Promise.all([runner.leave(), watcher.leave()]);
  });
});

const speedError = (distance: number, ms: number): number => Math.abs(distance / (ms / 1000) / RUN_SPEED_U_PER_S - 1);
