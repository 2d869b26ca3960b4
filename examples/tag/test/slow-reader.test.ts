import type { Room } from "@colyseus/sdk";
import { createRandom } from "@fray/netcode/core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { joinTag } from "../src/client/join-tag.ts";
import { MAP } from "../src/rules/map.ts";
import { type Input, TagInput, TICK_RATE, type TagState } from "../src/rules/state.ts";
import { joinAs, ownStepper, serveTag } from "./serve-tag.ts";

const stepper = ownStepper();

/** With all of them in view, a client is sent twice of what the slow line carries. */
const RUNNERS = 30;
/** 16 kbit/s. */
const SLOW = { roundTripMs: 60, bytesPerSecond: 2000 };
const WATCHED_S = 20;
/** Four seconds of the slow rate. */
const MOST_WAITING_BYTES = 8000;
/** No client that is less than 4.5 s behind is closed, and one that is 2.5 s behind is sent nothing. */
const MOST_BEHIND_MS = 4500;

let tag: Awaited<ReturnType<typeof serveTag>>;
const runners: Room<unknown, TagState>[] = [];
beforeAll(async () => {
  tag = await serveTag();
  const random = createRandom(1);
  for (let index = 0; index < RUNNERS; index++) {
    const { endpoint } = stepper.dial(`runner-${index}`, tag.http);
    const room = await stepper.settled(joinTag(endpoint, `Runner ${index}`));
    const input = room.input<TagInput>({ type: TagInput });
    const run = (): void => {
      const self = room.state.bodies.get(room.sessionId);
      if (self && random() < 0.1) Object.assign(input.data, roam(self, random));
      input.send();
    };
    const timer = setInterval(run, 1000 / TICK_RATE);
    room.onLeave(() => clearInterval(timer));
    runners.push(room);
  }
});
afterAll(() => tag.stop());

/** Runs about at random, near the middle of the map. */
const roam = ({ x, y }: { x: number; y: number }, random: () => number): Input => ({
  moveX: Math.max(-1, Math.min(1, random() * 2 - 1 + (MAP.width / 2 - x) / 8)),
  moveY: Math.max(-1, Math.min(1, random() * 2 - 1 + (MAP.height / 2 - y) / 6)),
});

const join = (name: string) => joinAs(name, tag.http, { roundTripMs: 60 }, (self) => roam(self, () => 0.5));

/** How far the newest state that a client has is behind that of a client on a fast line, in ms. */
const behindMs = ({ clock }: Room<unknown, TagState>): number =>
  (runners[0]?.clock.lastServerTime() ?? 0) - clock.lastServerTime();

test("a client that reads at 2 kB/s costs little memory, stays, and gets the newest state", async () => {
  const { game, link } = await join("Slow");
  let dropped = 0;
  game.room.onDrop(() => dropped++);
  await stepper.advance(5000);
  link.options = SLOW;
  const worst = { waiting: 0, behind: 0 };
  let patches = 0;
  game.room.onStateChange(() => patches++);
  for (let second = 0; second < WATCHED_S; second++) {
    await stepper.advance(1000);
    worst.waiting = Math.max(worst.waiting, link.waitingBytes);
    worst.behind = Math.max(worst.behind, behindMs(game.room));
  }
  expect(dropped).toBe(0);
  expect(worst.waiting).toBeLessThan(MOST_WAITING_BYTES);
  expect(worst.waiting).toBeGreaterThan(0);
  expect(worst.behind).toBeLessThan(MOST_BEHIND_MS);
  expect(patches).toBeGreaterThan(WATCHED_S * 3);
  // On a fast line again, it soon has every patch.
  link.options = { roundTripMs: 60 };
  await stepper.until("it gets every patch", () => behindMs(game.room) < 200);
  await stepper.settled(game.room.leave());
});

test("a client that reads nothing is closed within seconds and comes back to the newest state", async () => {
  const { game, link } = await join("Stalled");
  const { sessionId } = game.room;
  const isConnected = (): boolean | undefined => runners[0]?.state.members.get(sessionId)?.connected;
  await stepper.until("it is in the game", isConnected);
  await stepper.advance(1000);
  let worst = 0;
  link.stall(8000);
  for (let second = 0; second < 8; second++) {
    await stepper.advance(1000);
    worst = Math.max(worst, link.waitingBytes);
  }
  expect(isConnected()).toBe(false);
  expect(worst).toBeLessThan(MOST_WAITING_BYTES);
  await stepper.until("it is back", isConnected);
  await stepper.until("it has the newest state", () => behindMs(game.room) < 200);
  expect(game.room.sessionId).toBe(sessionId);
  await stepper.settled(game.room.leave());
});
