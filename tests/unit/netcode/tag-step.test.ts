import { createRandom } from "@fray/netcode/core";
import { expect, test } from "vitest";

import { createBody, MOTION } from "../../../examples/tag/src/rules/body.ts";
import { MAP, PILLARS } from "../../../examples/tag/src/rules/map.ts";
import { CHASE_SPEED, RADIUS, RUN_SPEED, stepBody } from "../../../examples/tag/src/rules/step.ts";
import { stepTag } from "../../../examples/tag/src/rules/tag.ts";

const DT = 1 / 30;
/** A quantum of a position. */
const QUANTUM = 64 / 65535;

test("a body runs at its speed in any direction, and the chaser is faster", () => {
  for (const [isIt, speed] of [
    [false, RUN_SPEED],
    [true, CHASE_SPEED],
  ] as const) {
    for (const input of [
      { moveX: 1, moveY: 0 },
      { moveX: 1, moveY: 1 },
    ]) {
      const body = { ...createBody(1), x: 2, y: 2, isIt };
      for (let step = 0; step < 20; step++) stepBody(body, input, DT);
      expect(Math.hypot(body.vx, body.vy)).toBeCloseTo(speed, 2);
    }
  }
});

test("a body never leaves the map or enters a pillar, and its places can be sent exactly", () => {
  const random = createRandom(1);
  const body = { ...createBody(1), x: 5, y: 5 };
  let input = { moveX: 0, moveY: 0 };
  for (let step = 0; step < 5000; step++) {
    if (step % 20 === 0) input = { moveX: random() * 2 - 1, moveY: random() * 2 - 1 };
    stepBody(body, input, DT);
    const snapped = MOTION.copy(body);
    MOTION.snap(snapped);
    expect(snapped).toEqual(MOTION.copy(body));
    expect(Math.min(body.x, body.y, MAP.width - body.x, MAP.height - body.y)).toBeGreaterThan(RADIUS - QUANTUM);
    for (const { x, y, radius } of PILLARS) {
      expect(Math.hypot(body.x - x, body.y - y)).toBeGreaterThan(radius + RADIUS - 2 * QUANTUM);
    }
  }
});

test("the chaser tags the body it touches, and the new chaser waits two seconds before they can tag", () => {
  const bodies = [
    { ...createBody(1), x: 10, y: 10, isIt: true },
    { ...createBody(2), x: 10.9, y: 10 },
    { ...createBody(3), x: 30, y: 30 },
  ];
  const whoIsIt = () => bodies.filter(({ isIt }) => isIt).map(({ id }) => id);
  stepTag(bodies, createRandom(1));
  expect(whoIsIt()).toEqual([2]);
  for (let tick = 0; tick < 60; tick++) stepTag(bodies, createRandom(1));
  expect(whoIsIt()).toEqual([2]);
  stepTag(bodies, createRandom(1));
  expect(whoIsIt()).toEqual([1]);
  expect(bodies.map(({ freeTicks }) => freeTicks)).toEqual([61, 1, 62]);
});

test("there is a chaser as soon as there is a player", () => {
  const bodies = [createBody(1), createBody(2)];
  stepTag([], createRandom(1));
  stepTag(bodies, createRandom(1));
  expect(bodies.filter(({ isIt }) => isIt).length).toBe(1);
});
