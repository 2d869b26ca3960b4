import { DrawingRest } from "@fray/game-client/internal/replay/drawing-rest";
import { expect, test } from "vitest";

import { HandClock } from "../../support/hand-clock.ts";

function restOf() {
  const clock = new HandClock();
  const drawn = { isPaused: false, times: 0 };
  const phaser = {
    pause: () => {
      drawn.isPaused = true;
    },
    resume: () => {
      drawn.isPaused = false;
      drawn.times++;
    },
  };
  return { clock, drawn, rest: new DrawingRest(clock, phaser) };
}

test("nothing is drawn until a rest ends", () => {
  const { clock, drawn, rest } = restOf();
  rest.begin();
  clock.pass(249);
  expect(drawn.isPaused).toBe(true);
  rest.end();
  expect(drawn).toEqual({ isPaused: false, times: 1 });
  clock.pass(1000);
  expect(drawn.times).toBe(1);
});

test("a rest ends by itself after a quarter of a second, also one that began anew", () => {
  const { clock, drawn, rest } = restOf();
  for (let count = 1; count <= 2; count++) {
    rest.begin();
    clock.pass(100);
    rest.begin();
    clock.pass(249);
    expect(drawn.isPaused).toBe(true);
    clock.pass(1);
    expect(drawn).toEqual({ isPaused: false, times: count });
  }
});
