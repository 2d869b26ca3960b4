import type { BodyView, SelfView } from "@fray/game-client/internal/connection/frame";
import { FREE_SPEED_U_PER_S, Watching } from "@fray/game-client/internal/connection/watching";
import type { Input } from "@fray/shared-state/schema/input-frame";
import { expect, test } from "vitest";

import { loadMap } from "../../support/maps.ts";
import { bodyView, selfView } from "./frames.ts";

const FRAME_MS = 1000 / 60;
const arena = loadMap("foundry");
const STILL: Input = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };

/** A camera and the messages that it sends to the server. `fighters` are ids in the order of the standings. */
function eyes(fighters: number[]) {
  const told: (number | { x: number; y: number })[] = [];
  const watching = new Watching({
    fighters: () => fighters,
    isFighter: (id) => fighters.includes(id),
    follow: (id) => told.push(id),
    look: ({ x, y }) => told.push({ x, y }),
  });
  let now = 0;
  const look = (others: BodyView[], self?: SelfView, input = STILL) =>
    watching.look({ now: (now += FRAME_MS), input, self, others, arena });
  return { watching, told, look };
}

test("a spectator follows the best fighter at first, and steps through the standings both ways", () => {
  const { watching, told, look } = eyes([5, 3, 9]);
  const others = [bodyView({ id: 3, x: 30 }), bodyView({ id: 5, x: 50 }), bodyView({ id: 9, x: 90 })];
  expect(look(others)).toMatchObject({ focus: { x: 50 }, watched: { id: 5 } });
  watching.next(1);
  expect(look(others)).toMatchObject({ focus: { x: 30 }, watched: { id: 3 } });
  watching.next(-1);
  watching.next(-1);
  expect(look(others)).toMatchObject({ watched: { id: 9 } });
  watching.next(1);
  expect(look(others)).toMatchObject({ watched: { id: 5 } });
  expect(told).toEqual([5, 3, 5, 9, 5]);
});

test("the camera stays when the followed fighter is out of sight, and follows the next one when they leave", () => {
  const fighters = [5, 3];
  const { look } = eyes(fighters);
  look([bodyView({ id: 5, x: 20, y: 8 })]);
  expect(look([])).toEqual({ focus: { x: 20, y: 8 }, watched: undefined });
  fighters.shift();
  expect(look([bodyView({ id: 3, x: 31 })])).toMatchObject({ focus: { x: 31 }, watched: { id: 3 } });
});

test("when the followed fighter enters a bush, the camera stays there, also after an earlier death", () => {
  const { watching, look } = eyes([5]);
  const killer = bodyView({ id: 2, x: 40, y: 5 });
  look([bodyView({ id: 5, x: 20, y: 8 }), killer]);
  watching.hear([deathOf(5, 2)]);
  for (let frame = 0; frame < 120; frame++) look([killer]);
  expect(look([killer]).focus.x).toBeCloseTo(40, 0);
  look([bodyView({ id: 5, x: 22, y: 8 }), killer]);
  for (let frame = 0; frame < 60; frame++) look([killer]);
  expect(look([killer])).toEqual({ focus: { x: 22, y: 8 }, watched: undefined });
});

test("a camera that may not move freely returns to a fighter", () => {
  const { watching, look } = eyes([5]);
  const body = bodyView({ id: 5, x: 20, y: 8 });
  look([body]);
  watching.roam();
  expect(look([body], undefined, { ...STILL, moveX: 1 }).watched).toBeUndefined();
  watching.settle();
  expect(look([body])).toMatchObject({ focus: { x: 20 }, watched: { id: 5 } });
});

test("the free camera starts where the camera was, moves by the keys at its own speed and stays on the map", () => {
  const { watching, look } = eyes([5]);
  look([bodyView({ id: 5, x: 20, y: 8 })]);
  watching.roam();
  for (let frame = 0; frame < 60; frame++) look([], undefined, { ...STILL, moveX: 1 });
  expect(look([]).focus.x).toBeCloseTo(20 + FREE_SPEED_U_PER_S, 5);
  for (let frame = 0; frame < 600; frame++) look([], undefined, { ...STILL, moveX: 1, moveY: -1 });
  expect(look([])).toEqual({ focus: { x: arena.width, y: 0 }, watched: undefined });
});

test("the client sends the free camera's place at most ten times a second, and nothing while it rests", () => {
  const { watching, told, look } = eyes([]);
  watching.roam();
  look([]);
  told.length = 0;
  for (let frame = 0; frame < 60; frame++) look([], undefined, { ...STILL, moveX: 1 });
  expect(told.length).toBeGreaterThan(6);
  expect(told.length).toBeLessThanOrEqual(10);
  for (let frame = 0; frame < 60; frame++) look([]);
  const rested = told.length;
  for (let frame = 0; frame < 60; frame++) look([]);
  expect(told.length).toBe(rested);
});

test("on a new connection the client sends the followed fighter, or the free camera's place, again", () => {
  const { watching, told, look } = eyes([5]);
  look([bodyView({ id: 5 })]);
  watching.renew();
  expect(told).toEqual([5, 5]);
  watching.roam();
  look([]);
  told.length = 0;
  watching.renew();
  look([]);
  expect(told).toEqual([{ x: 0, y: 0 }]);
});

test("the camera of a dead player moves to the killer, and back when the killer is gone or the player lives", () => {
  const { watching, look } = eyes([]);
  const killer = bodyView({ id: 2, x: 14, y: 5 });
  const self = selfView({ id: 1, x: 4, y: 5 });
  expect(look([killer], self)).toEqual({ focus: { x: 4, y: 5 }, watched: undefined });
  watching.hear([deathOf(1, 2)]);
  const fallen = { ...self, alive: false };
  let last = 4;
  for (let frame = 0; frame < 120; frame++) {
    const { focus, watched } = look([killer], fallen);
    expect(watched).toBe(killer);
    expect(focus.x - last).toBeLessThan(1);
    last = focus.x;
  }
  expect(last).toBeCloseTo(14, 1);
  for (let frame = 0; frame < 120; frame++) last = look([], fallen).focus.x;
  expect(last).toBeCloseTo(4, 1);
  expect(look([killer], { ...self, x: 40 })).toEqual({ focus: { x: 40, y: 5 }, watched: undefined });
});

test("the camera stays on a followed fighter who dies, then moves to the killer, as the server shows it", () => {
  const { watching, look } = eyes([5]);
  const followed = bodyView({ id: 5, x: 10 });
  look([followed]);
  watching.hear([deathOf(5, 2)]);
  const fallen = { ...followed, alive: false };
  const killer = bodyView({ id: 2, x: 22 });
  expect(look([fallen, killer]).watched).toBe(fallen);
  let x = 0;
  for (let frame = 0; frame < 120; frame++) x = look([killer]).focus.x;
  expect(x).toBeCloseTo(22, 1);
  expect(look([{ ...followed, x: 40 }, killer])).toMatchObject({ focus: { x: 40 }, watched: { id: 5 } });
});

test("the camera of a player who dies by their own rocket stays where they died", () => {
  const { watching, look } = eyes([]);
  watching.hear([deathOf(1, 1)]);
  expect(look([], selfView({ id: 1, x: 4, alive: false }))).toMatchObject({ focus: { x: 4 }, watched: undefined });
});

function deathOf(victim: number, killer: number) {
  return {
    type: "death",
    victim,
    victimName: "",
    killer,
    killerName: "",
    weapon: "rocket",
    distance: undefined,
    killerPing: 0,
    behindCover: false,
    mine: false,
    me: victim === 1,
    at: undefined,
  } as const;
}
