import { FrameTimes } from "@fray/game-client/internal/drawing/frame-times";
import { expect, test } from "vitest";

function times(values: readonly number[]): FrameTimes {
  const frames = new FrameTimes();
  for (const value of values) frames.record(value);
  return frames;
}

test("a percentile is the time that this share of the frames does not exceed", () => {
  const frames = times(Array.from({ length: 100 }, (_, index) => 100 - index));
  expect([0.5, 0.95, 0.99, 1].map((share) => frames.percentile(share))).toEqual([50, 95, 99, 100]);
  expect(new FrameTimes().percentile(0.5)).toBe(0);
});

test("every frame falls into one bucket, a frame at 60 a second into the one up to 18 ms", () => {
  const buckets = times([16.7, 16.7, 33.3, 5000]).buckets();
  expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  expect(buckets.find(({ upTo }) => upTo === 18)?.count).toBe(2);
  expect(buckets.at(-1)).toEqual({ upTo: Infinity, count: 1 });
});

test("only the latest ten seconds at 60 frames a second count", () => {
  const frames = times([...Array.from({ length: 50 }, () => 900), ...Array.from({ length: 600 }, () => 16)]);
  expect(frames.count).toBe(600);
  expect(frames.percentile(1)).toBe(16);
});
