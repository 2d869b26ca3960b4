import { createRandom } from "@fray/netcode/core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { MAP } from "../src/rules/map.ts";
import type { Input } from "../src/rules/state.ts";
import { joinAs, ownStepper, serveTag } from "./serve-tag.ts";

const stepper = ownStepper();

const LINE = { roundTripMs: 150, jitterMs: 20 };

let tag: Awaited<ReturnType<typeof serveTag>>;
beforeAll(async () => {
  tag = await serveTag();
});
afterAll(() => tag.stop());

/** Runs about at random in one half of the map, so that two runners in different halves never meet. */
function runIn(half: "left" | "right", seed: number): (self: { x: number }) => Input {
  const random = createRandom(seed);
  const away = half === "left" ? -1 : 1;
  let turnAt = 0;
  let input: Input = { moveX: 0, moveY: 0 };
  return ({ x }) => {
    const now = performance.now();
    if (now >= turnAt) {
      turnAt = now + 100 + 500 * random();
      input = { moveX: random() * 2 - 1, moveY: random() * 2 - 1 };
    }
    const isNearMiddle = (x - MAP.width / 2) * away < 4;
    return isNearMiddle ? { ...input, moveX: away } : input;
  };
}

test("two players run for a minute at 150 ms without a correction, and survive a cut of 5 s", async () => {
  const ann = await joinAs("Ann", tag.http, LINE, runIn("left", 1));
  const ben = await joinAs("Ben", tag.http, LINE, runIn("right", 2));
  const players = [ann, ben];
  const { sessionId } = ben.game.room;
  // Both reach their halves, and each has been the chaser or not for a while.
  await stepper.advance(10_000);
  const before = players.map(({ game }) => game.own.corrections.count);
  const began = players.map(({ game }) => ({ x: game.own.x, y: game.own.y }));
  await stepper.advance(60_000);
  expect(players.map(({ game }) => game.own.corrections.count)).toEqual(before);
  expect(players.map(({ game }) => ({ x: game.own.x, y: game.own.y }))).not.toEqual(began);

  ben.link.cut();
  await stepper.advance(2500);
  expect(ann.game.room.state.members.get(sessionId)?.connected).toBe(false);
  await stepper.advance(2500);
  ben.link.restore();
  await stepper.until("Ben is back", () => ann.game.room.state.members.get(sessionId)?.connected);
  expect(ben.game.room.sessionId).toBe(sessionId);
  await stepper.advance(2000);
  const after = players.map(({ game }) => game.own.corrections.count);
  await stepper.advance(10_000);
  expect(players.map(({ game }) => game.own.corrections.count)).toEqual(after);
  await stepper.settled(Promise.all(players.map(({ game }) => game.room.leave())));
});

test("a player whose WebSockets are refused runs over HTTP without a correction", async () => {
  const { game } = await joinAs("Cat", tag.http, { ...LINE, webSockets: "refused" }, runIn("left", 3));
  expect(tag.polls.size).toBe(1);
  await stepper.advance(5000);
  const { count } = game.own.corrections;
  const { x, y } = game.own;
  await stepper.advance(10_000);
  expect(game.own.corrections.count).toBe(count);
  expect({ x: game.own.x, y: game.own.y }).not.toEqual({ x, y });
  await stepper.settled(game.room.leave());
  await stepper.until("it has left", () => tag.polls.size === 0);
});
