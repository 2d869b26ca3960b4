import type { TimelineEvent } from "@fray/game-client/internal/replay/recorded";
import { marksOf } from "@fray/game-client/internal/replay/timeline-marks";
import { expect, test } from "vitest";

const SPAN = { firstTick: 1000, lastTick: 2000 };
const kill = (tick: number, killer = 1, victim = 2): TimelineEvent => ({
  type: "kill",
  tick,
  killer,
  victim,
  weapon: "pulse",
});

test("kills, captures, holds and phases are marked where they happened, and nothing else is", () => {
  const marks = marksOf(
    [
      { type: "phase", tick: 1000, phase: "live", mode: "ctf" },
      { type: "join", tick: 1100 },
      kill(1250),
      { type: "flag", tick: 1300, what: "taken", team: 1 },
      { type: "flag", tick: 1500, what: "captured", team: 1 },
      { type: "hill", tick: 1750, team: 2 },
      { type: "phase", tick: 2400, phase: "results", mode: "ctf" },
    ],
    SPAN,
    undefined,
  );
  expect(marks.map(({ kind, at }) => [kind, at])).toEqual([
    ["round", 0],
    ["kill", 0.25],
    ["capture", 0.5],
    ["capture", 0.75],
    ["round", 1],
  ]);
});

test("kills and deaths of the followed player are told apart", () => {
  const marks = marksOf([kill(1100, 5, 6), kill(1200, 7, 5), kill(1300, 7, 6)], SPAN, 5);
  expect(marks.map(({ kind }) => kind)).toEqual(["own", "own", "kill"]);
});

test("marks of one kind that would cover each other become one that counts them, so that their number is bounded", () => {
  const [first, ...others] = marksOf([kill(1100), kill(1101), kill(1102), kill(1200)], SPAN, undefined);
  expect(first).toMatchObject({ tick: 1100, count: 3 });
  expect(others).toHaveLength(1);
  const many = Array.from({ length: 5000 }, (_, index) => kill(1000 + index / 5));
  expect(marksOf(many, SPAN, undefined).length).toBeLessThanOrEqual(161);
});
