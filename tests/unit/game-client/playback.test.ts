import { Playback } from "@fray/game-client/internal/replay/playback";
import type { RecordedTick } from "@fray/game-client/internal/replay/recorded";
import type { TickSource } from "@fray/game-client/internal/replay/replay-feed";
import { describe, expect, test } from "vitest";

const RATE = 30;
const FRAME_MS = 20;

const tickOf = (tick: number): RecordedTick => ({ tick }) as RecordedTick;

/** A replay of ticks 100 to 400, of which those up to `arrived` are here. */
class FakeSource implements TickSource {
  readonly firstTick = 100;
  lastTick = 400;
  isGrowing = false;
  arrived: number | undefined;
  wanted: number | undefined;
  until = 0;

  at(tick: number): RecordedTick | undefined {
    return this.arrived !== undefined && tick <= this.arrived && tick >= this.firstTick ? tickOf(tick) : undefined;
  }

  needsPast = false;

  seek(tick: number, needsPast: boolean): void {
    this.needsPast = needsPast;
    if (this.at(tick)) return;
    this.wanted = tick;
    this.arrived = undefined;
  }

  fetch(_shown: number, until: number): void {
    this.until = Math.min(this.lastTick, until);
  }

  /** Everything that was asked for arrives. */
  deliver(): void {
    this.arrived = Math.max(this.wanted ?? 0, this.until, this.arrived ?? 0);
    this.wanted = undefined;
  }
}

/** Plays `ms` in frames, with everything arriving at once. Returns the ticks that were passed. */
function run(playback: Playback, source: FakeSource, clock: { now: number }, ms: number): number[] {
  const passed: number[] = [];
  for (let left = ms; left > 0; left -= FRAME_MS) {
    source.deliver();
    clock.now += FRAME_MS;
    passed.push(...playback.advance(clock.now).passed.map(({ tick }) => tick));
  }
  return passed;
}

function start(tick = 100) {
  const source = new FakeSource();
  const playback = new Playback(source, RATE, tick);
  const clock = { now: 1000 };
  playback.advance(clock.now);
  source.deliver();
  expect(playback.advance(clock.now)).toEqual({ passed: [], leapt: true });
  return { source, playback, clock };
}

describe("a playback", () => {
  test.each([
    [1, 30],
    [0.125, 3],
    [8, 240],
  ] as const)("at speed %d passes %d ticks in a second, each once and in order", (speed, ticks) => {
    const { source, playback, clock } = start();
    playback.speed = speed;
    const passed = run(playback, source, clock, 1000);
    expect(Math.abs(passed.length - ticks)).toBeLessThanOrEqual(1);
    expect(passed).toEqual(passed.map((_, index) => 101 + index));
  });

  test("waits for ticks that have not arrived, and goes on without catching up", () => {
    const { source, playback, clock } = start();
    source.arrived = 110;
    for (let frame = 0; frame < 100; frame++) playback.advance((clock.now += FRAME_MS));
    expect(playback.position).toBe(110);
    expect(playback.isWaiting).toBe(true);
    const passed = run(playback, source, clock, 200);
    expect(passed.length).toBeLessThanOrEqual(7);
    expect(playback.isWaiting).toBe(false);
  });

  test("does not run away while the page is hidden", () => {
    const { source, playback, clock } = start();
    source.deliver();
    playback.advance((clock.now += 60_000));
    expect(playback.position - 100).toBeLessThanOrEqual(3);
  });

  test("stands still at the end, and plays from the beginning then", () => {
    const { source, playback, clock } = start(390);
    run(playback, source, clock, 2000);
    expect(playback.position).toBe(400);
    expect(playback.isPlaying).toBe(false);
    playback.play();
    expect(playback.position).toBe(100);
    run(playback, source, clock, 500);
    expect(playback.position).toBeGreaterThan(105);
  });

  test("waits at the newest moment of a round that is being played, and goes on when there is more", () => {
    const { source, playback, clock } = start(390);
    source.isGrowing = true;
    run(playback, source, clock, 2000);
    expect(playback.position).toBe(400);
    expect([playback.isPlaying, playback.isWaiting]).toEqual([true, true]);
    source.lastTick = 460;
    const passed = run(playback, source, clock, 1000);
    expect(passed[0]).toBe(401);
    expect(Math.abs(passed.length - RATE)).toBeLessThanOrEqual(2);
    source.isGrowing = false;
    run(playback, source, clock, 2000);
    expect([playback.position, playback.isPlaying]).toEqual([460, false]);
  });

  test("steps single ticks forward and back, and stands on them", () => {
    const { source, playback, clock } = start(200);
    run(playback, source, clock, 110);
    playback.step(1);
    expect(run(playback, source, clock, FRAME_MS)).toHaveLength(1);
    const at = playback.position;
    expect(Number.isInteger(at)).toBe(true);
    playback.step(-1);
    source.deliver();
    expect(playback.advance((clock.now += FRAME_MS)).leapt).toBe(true);
    expect(playback.position).toBe(at - 1);
    run(playback, source, clock, 500);
    expect(playback.position).toBe(at - 1);
  });

  test("seeks, keeps within the replay, and shows nothing in between", () => {
    const { source, playback, clock } = start();
    playback.seek(9999);
    expect(playback.position).toBe(400);
    expect(playback.advance((clock.now += FRAME_MS))).toEqual({ passed: [], leapt: false });
    expect(playback.isWaiting).toBe(true);
    playback.seek(-5);
    source.arrived = 100;
    expect(playback.advance((clock.now += FRAME_MS))).toEqual({ passed: [], leapt: true });
    expect(playback.position).toBe(100);
  });

  test("ends where the recording has ended before it was meant to", () => {
    const { source, playback, clock } = start();
    playback.seek(400);
    source.wanted = undefined;
    source.arrived = 385;
    source.lastTick = 385;
    playback.advance((clock.now += FRAME_MS));
    playback.advance((clock.now += FRAME_MS));
    expect(playback.position).toBe(385);
    expect(playback.isAtEnd).toBe(true);
  });

  test("goes through the speeds one after another, and no further", () => {
    const { playback } = start();
    for (let press = 0; press < 9; press++) playback.changeSpeed(1);
    expect(playback.speed).toBe(8);
    for (let press = 0; press < 9; press++) playback.changeSpeed(-1);
    expect(playback.speed).toBe(0.125);
  });
});

test("the past of a moment is fetched when it is shown, and when somebody steps back", () => {
  const { source, playback, clock } = start();
  playback.seek(300);
  expect(source.needsPast).toBe(false);
  source.deliver();
  playback.advance(clock.now);
  playback.showPast(true);
  expect([source.needsPast, playback.position]).toEqual([true, 300]);
  playback.seek(200);
  expect(source.needsPast).toBe(true);
  playback.showPast(false);
  playback.seek(350);
  expect(source.needsPast).toBe(false);
  source.at = () => undefined;
  playback.step(-1);
  expect([source.needsPast, source.wanted]).toEqual([true, 349]);
});
