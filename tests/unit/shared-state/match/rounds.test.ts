import { Arena } from "@fray/shared-state/arena/arena";
import { NEVER_TICK } from "@fray/shared-state/match/rounds";
import { MAX_HEALTH, RESULTS_S } from "@fray/shared-state/rules";
import { describe, expect, test } from "vitest";

import { DT, FIELD, HeadlessMatch, put } from "./headless.ts";

const ticks = (seconds: number) => Math.round(seconds / DT);

describe("the warmup", () => {
  test("waits for two fighters, and then for its minimum time", () => {
    const match = new HeadlessMatch("ffa", { warmupSeconds: 2 });
    match.join(1);
    match.watch(9);
    match.stepSeconds(5);
    expect(match.phase).toBe("warmup");
    expect(match.state.endTick).toBe(0);
    match.join(2);
    match.step();
    expect(match.phase).toBe("live");
    expect(match.state.endTick).toBe(match.world.tick + ticks(60));
  });

  test("shows its end once there are two, and that it waits when one has left", () => {
    const match = new HeadlessMatch("ffa", { warmupSeconds: 2 });
    match.join(1);
    match.join(2);
    match.step();
    expect(match.state.endTick).toBe(ticks(2));
    match.leave(2);
    match.step();
    expect(match.state.endTick).toBe(0);
  });

  test("counts no kills", () => {
    const match = new HeadlessMatch("tdm", { warmupSeconds: 10 });
    match.join(1);
    match.join(2);
    match.step();
    match.step([[1, 2]]);
    expect(match.fighter(1).alive).toBe(false);
    expect([match.member(1).deaths, match.member(2).kills, match.member(2).score]).toEqual([0, 0, 0]);
    expect(match.state.scores).toEqual([0, 0]);
  });
});

test("a round that counts begins with all bodies alive and unhurt, every pickup there and no shots in the air", () => {
  const match = new HeadlessMatch("ffa", { warmupSeconds: 1 });
  const [a, b] = [match.join(1), match.join(2)];
  match.step();
  const [pack] = match.world.pickups;
  if (!pack) throw new Error("no pack");
  put(a, pack.x, pack.y);
  a.health = 10;
  a.armour = 30;
  const input = { moveX: 0, moveY: 0, aim: 0, buttons: 1 };
  match.step([[2, 1]], [{ fighter: a, seq: 1, input }]);
  expect([pack.available, b.alive, match.world.shots.length]).toEqual([false, false, 1]);
  const lives = [a.lives, b.lives];
  match.goLive();
  expect(pack.available).toBe(true);
  expect(match.world.shots).toEqual([]);
  for (const fighter of [a, b]) {
    expect(fighter).toMatchObject({ alive: true, health: MAX_HEALTH, armour: 0, spawnTick: match.world.tick });
  }
  expect([a.lives, b.lives]).toEqual(lives.map((count) => count + 1));
});

describe("a round ends", () => {
  test("when its time is up", () => {
    const match = new HeadlessMatch("ffa", { roundSeconds: 3 });
    match.join(1);
    match.join(2);
    match.goLive();
    match.stepSeconds(3 - DT);
    expect(match.phase).toBe("live");
    match.step();
    expect(match.phase).toBe("results");
  });

  test("with the kill that reaches the score limit", () => {
    const match = new HeadlessMatch("ffa", { scoreLimit: 2 });
    for (const id of [1, 2, 3]) match.join(id);
    match.goLive();
    match.step([[2, 1]]);
    expect(match.phase).toBe("live");
    match.step([[3, 1]]);
    expect(match.phase).toBe("results");
    expect(match.member(1)).toMatchObject({ score: 2, kills: 2 });
  });

  test("with the best three on the podium, by score and then by fewest deaths, and no spectators", () => {
    const match = new HeadlessMatch("ffa", { roundSeconds: 3 });
    for (const id of [1, 2, 3, 4, 5]) match.join(id);
    match.watch(9);
    match.goLive();
    match.step([
      [1, 4],
      [4, 3],
      [5, 3],
    ]);
    match.stepSeconds(3);
    expect(match.state.podium).toEqual([3, 4, 2]);
    expect(match.state.winner).toBe(0);
  });

  test.for([
    ["nobody when both have the same", [], 0],
    ["team 1 when it has more", [[2, 1]], 1],
    ["team 2 when it has more", [[1, 2]], 2],
  ] as const)("won by %s", ([, kills, winner]) => {
    const match = new HeadlessMatch("tdm", { roundSeconds: 1 });
    match.join(1);
    match.join(2);
    match.goLive();
    match.step(kills);
    match.stepSeconds(1);
    expect(match.phase).toBe("results");
    expect(match.state.winner).toBe(winner);
  });
});

describe("during the results", () => {
  function over() {
    const match = new HeadlessMatch("ffa", { roundSeconds: 1 });
    match.join(1);
    match.join(2);
    match.goLive();
    match.stepSeconds(1);
    return match;
  }

  test("the arena is empty: new players get no body, and the dead do not respawn", () => {
    const match = over();
    const late = match.join(3);
    for (let tick = 1; tick < ticks(RESULTS_S); tick++) {
      match.step();
      for (const { alive, respawnTick } of match.world.fighters.values()) {
        expect([alive, respawnTick]).toEqual([false, NEVER_TICK]);
      }
      expect(match.isRoundDone).toBe(false);
    }
    match.step();
    expect(match.isRoundDone).toBe(true);
    match.moveTo(FIELD, "ffa");
    expect([late.alive, match.fighter(1).alive, match.phase]).toEqual([true, true, "warmup"]);
  });

  test("the scores stay, and are reset by the next round", () => {
    const match = new HeadlessMatch("tdm", { roundSeconds: 1 });
    match.join(1);
    match.join(2);
    match.goLive();
    match.step([[2, 1]]);
    match.stepSeconds(5);
    expect(match.state.scores).toEqual([1, 0]);
    expect(match.member(1)).toMatchObject({ score: 1, kills: 1 });
    match.moveTo(FIELD, "tdm");
    expect(match.state.scores).toEqual([0, 0]);
    expect(match.state).toMatchObject({ winner: 0, podium: [], round: 2 });
    expect(match.member(2)).toMatchObject({ score: 0, kills: 0, deaths: 0 });
  });
});

test("the next round continues the tick count on another map, with the same fighters in places of that map", () => {
  const match = new HeadlessMatch("ctf", { roundSeconds: 1 });
  const [a, b] = [match.join(1), match.join(2)];
  match.goLive();
  match.stepSeconds(1 + RESULTS_S);
  const { tick } = match.world;
  const attic = new Arena({ name: "attic", width: 9, height: 9, walls: [], spawns: [{ x: 5, y: 6, team: 0 }] });
  match.moveTo(attic, "ffa");
  expect(match.world.tick).toBe(tick);
  expect(match.state.flags).toEqual([]);
  for (const fighter of [a, b]) expect(fighter).toMatchObject({ x: 5, y: 6, alive: true, team: 0, spawnTick: tick });
  match.goLive();
  expect(match.state.round).toBe(2);
});
