import { PlaybackClock } from "@fray/netcode/client";
import { createRandom } from "@fray/netcode/core";
import { describe, expect, test } from "vitest";

const PATCH_MS = 1000 / 30;
const FRAME_MS = 1000 / 60;

/** Runs a clock over a line with `latency` and up to `jitter` ms more for each patch; calls `onFrame` after each frame. */
function run(
  seconds: number,
  line: { latency: number; jitter: number; every?: number },
  onFrame: (clock: PlaybackClock, now: number) => void,
) {
  const clock = new PlaybackClock(PATCH_MS);
  const random = createRandom(5);
  let arrivesAt = 0;
  const patches = Array.from({ length: seconds * 30 }, (_, tick) => {
    // TCP keeps the order: a late packet delays all packets after it.
    arrivesAt = Math.max(arrivesAt, tick * PATCH_MS + line.latency + random() * line.jitter);
    return { time: tick * PATCH_MS, arrivesAt };
  }).filter((_, tick) => tick % (line.every ?? 1) === 0);
  for (let now = 0; now < seconds * 1000; now += FRAME_MS) {
    while (patches[0] && patches[0].arrivesAt <= now) {
      clock.receive(patches[0].time, patches[0].arrivesAt);
      patches.shift();
    }
    clock.advance(now);
    onFrame(clock, now);
  }
}

describe("the playback clock", () => {
  test("stays two patches behind on a stable connection", () => {
    let behind = 0;
    run(5, { latency: 50, jitter: 0 }, (clock, now) => (behind = now - 50 - clock.render));
    expect(behind).toBeCloseTo(2 * PATCH_MS, 0);
  });

  test("stays p95 of the jitter and one patch behind on an unstable one", () => {
    let behind = 0;
    run(10, { latency: 50, jitter: 120 }, (clock, now) => (behind = now - 50 - clock.render));
    expect(behind).toBeGreaterThan(120);
    expect(behind).toBeLessThan(120 + 2 * PATCH_MS);
  });

  test("stays two patches behind also when patches come at longer intervals", () => {
    let behind = 0;
    run(10, { latency: 50, jitter: 0, every: 4 }, (clock, now) => (behind = clock.present(now) - clock.render));
    expect(Math.abs(behind - 8 * PATCH_MS)).toBeLessThan(FRAME_MS);
  });

  test("never runs more than 3 % off speed once it has settled, jitter or not", () => {
    let last: number | undefined;
    let worst = 0;
    run(10, { latency: 100, jitter: 60 }, (clock, now) => {
      if (now > 3000 && last !== undefined) worst = Math.max(worst, Math.abs((clock.render - last) / FRAME_MS - 1));
      last = clock.render;
    });
    expect(worst).toBeLessThanOrEqual(0.0301);
  });

  test.for([-2000, 2000])("starts over when server time jumps by %i ms", (leap) => {
    const clock = new PlaybackClock(PATCH_MS);
    const receive = (tick: number, from = 0) => clock.receive(10_000 + from + tick * PATCH_MS, tick * PATCH_MS);
    for (let tick = 0; tick < 60; tick++) expect(receive(tick)).toBe(false);
    expect(receive(60, leap)).toBe(true);
    clock.advance(60 * PATCH_MS);
    expect(clock.present(60 * PATCH_MS)).toBeCloseTo(10_000 + leap + 60 * PATCH_MS);
    expect(clock.present(60 * PATCH_MS) - clock.render).toBeCloseTo(2 * PATCH_MS);
    expect(receive(61, leap)).toBe(false);
    // On a new line too.
    clock.reset();
    expect(receive(62)).toBe(true);
  });
});
