import { paceOf } from "@fray/game-client/internal/clips/clip-pace";
import { ticksOf } from "@fray/game-client/internal/clips/clip-ticks";
import type { Clip } from "@fray/shared-state/protocol/clip";
import { angleToSteps, positionToSteps } from "@fray/shared-state/quantized";
import { describe, expect, test } from "vitest";

import { testArena } from "../../support/duel.ts";

const KILLER = 1;
const VICTIM = 2;
const at = positionToSteps;
const U = 256;

/** The victim goes 1 u to the right with each patch, is out of sight in the third, and dies in the last. */
const clip: Clip = {
  kind: "death",
  map: "test",
  by: KILLER,
  victim: VICTIM,
  first: 100,
  gaps: [1, 2, 1, 1],
  bodies: [
    {
      id: KILLER,
      runs: [[0, at(10), at(10), 250, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
      looks: [[0, 0, 100, 0, 1, 1, 1, 0, 0]],
    },
    {
      id: VICTIM,
      runs: [
        [0, at(20), at(10), 0, U, 0, 0],
        [3, at(23), at(10), 0, U, 0, 0],
      ],
      looks: [
        [0, 0, 80, 0, 1, 1, 1, 0, 0],
        [4, 0, 0, 0, 0, 1, 1, 0, 0],
      ],
    },
  ],
  events: [
    { tick: 103, shots: [[KILLER, 7, at(10.6), at(10), angleToSteps(0)]] },
    { tick: 105, hits: [[KILLER, 7, VICTIM, 12 * U, 80]], deaths: [[VICTIM, KILLER, 0, 0]] },
  ],
  match: [
    {
      patch: 0,
      mode: 0,
      phase: 1,
      round: 3,
      endTick: 900,
      scoreLimit: 0,
      scores: [0, 0],
      flags: [],
      hill: { x: 0, y: 0, radius: 0, team: 0, contested: false, moveTick: 0 },
      pickups: [],
    },
  ],
  sightAgeMs: 133,
  isSightStated: true,
};

describe("the ticks of a clip", () => {
  const ticks = ticksOf(clip, { arena: testArena(), dt: 1 / 30, standings: [] });
  const bodyAt = (tick: number, id: number) =>
    ticks.find((one) => one.tick === tick)?.bodies.find((body) => body.id === id);

  test("have what the patches had, and what lies between two of them", () => {
    expect(ticks.map(({ tick }) => tick)).toEqual([100, 101, 102, 103, 104, 105]);
    expect(bodyAt(100, VICTIM)).toMatchObject({ x: 20, y: 10, health: 80, alive: true });
    expect(bodyAt(101, VICTIM)?.x).toBe(21);
    expect(bodyAt(104, VICTIM)?.x).toBe(23);
  });

  test("lack a body where the patches lacked it", () => {
    expect(bodyAt(103, VICTIM)).toBeUndefined();
    expect(bodyAt(103, KILLER)).toMatchObject({ x: 10, y: 10 });
  });

  test("turn the short way round", () => {
    const aim = bodyAt(101, KILLER)?.aim ?? 0;
    expect((aim / (2 * Math.PI)) * 256).toBeCloseTo(260);
  });

  test("let the victim stand to the end, and show the shot, its flight, the hit and the death", () => {
    expect(bodyAt(105, VICTIM)).toMatchObject({ alive: true, health: 0 });
    const eventsAt = (tick: number) => ticks.find((one) => one.tick === tick)?.events.map(({ type }) => type);
    expect(eventsAt(103)).toEqual(["shot"]);
    expect(ticks.map(({ shots }) => shots.length)).toEqual([0, 0, 0, 1, 1, 0]);
    expect(eventsAt(105)).toEqual(["hit", "death"]);
  });
});

describe("the pace of a clip", () => {
  test("is that of the fight where nothing waits, and fits into the time until the respawn", () => {
    expect(paceOf(5, Infinity)).toEqual({ skip: 0, rate: 1 });
    expect(paceOf(3, 30)).toEqual({ skip: 0, rate: 1 });
    const { skip, rate } = paceOf(3, 2);
    expect(skip).toBe(0);
    expect(3 / rate).toBeCloseTo(1.75);
  });

  test("is at most double: of a clip that is asked for late, the end is shown", () => {
    const { skip, rate } = paceOf(3, 1);
    expect(rate).toBe(2);
    expect((3 - skip) / rate).toBeCloseTo(0.75);
    expect(paceOf(3, 0)).toEqual({ skip: 3, rate: 2 });
  });
});
