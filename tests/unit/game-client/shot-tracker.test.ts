import type { ClientEvent } from "@fray/game-client/internal/connection/frame";
import { ShotTracker, type Touch } from "@fray/game-client/internal/connection/shot-tracker";
import { createShots, type Shot } from "@fray/shared-state/simulation/shot";
import { expect, test } from "vitest";

import { loadMap } from "../../support/maps.ts";
import { bodyView } from "./frames.ts";

const STEP_MS = 1000 / 30;
const arena = loadMap("duel");
const ME = 1;
const THEM = 2;

const rocket = (owner: number): Shot => {
  const [shot] = createShots(arena, { owner, seq: 4, weapon: "rocket", x: 3, y: 1, angle: 0, bornTick: 0 });
  if (!shot) throw new Error("no shot");
  return shot;
};

/** Advances all shots for three seconds. */
function fly(tracker: ShotTracker, bodies = [bodyView({ id: THEM, x: 3, y: 11 })]) {
  const clientEvents: ClientEvent[] = [];
  const touches: Touch[] = [];
  for (let now = 0; now < 3000; now += 16) {
    tracker.advance({ local: now, present: now }, bodies, clientEvents, (touch) => touches.push(touch));
  }
  return { blasts: clientEvents.filter(({ type }) => type === "blast"), touches };
}

test.for([
  ["the player's", ME],
  ["somebody's", THEM],
] as const)("%s rocket is seen to explode on a wall at once, and not again when the server says so", ([, owner]) => {
  const tracker = new ShotTracker(STEP_MS, () => true);
  const shot = rocket(owner);
  if (owner === ME) tracker.predict(shot, 0);
  else tracker.add(shot, false);
  expect(fly(tracker).blasts).toMatchObject([{ weapon: "rocket", own: owner === ME }]);
  expect(tracker.explode(shot)).toBe(false);
  // Only that one explosion was announced: the same numbers are used again later.
  expect(tracker.explode(shot)).toBe(true);
});

test("the player's rocket explodes on the body that it touches, with a mark", () => {
  const tracker = new ShotTracker(STEP_MS, () => true);
  const shot = rocket(ME);
  tracker.predict(shot, 0);
  const { blasts, touches } = fly(tracker, [bodyView({ id: THEM, x: 8, y: 1 })]);
  expect(touches).toMatchObject([{ victim: THEM }]);
  expect(blasts).toHaveLength(1);
  expect(tracker.explode(shot)).toBe(false);
});

test("an explosion that the server reports during a rocket's flight is still shown", () => {
  const tracker = new ShotTracker(STEP_MS, () => true);
  const shot = rocket(THEM);
  tracker.add(shot, false);
  expect(tracker.explode(shot)).toBe(true);
  expect(fly(tracker).blasts).toEqual([]);
});
