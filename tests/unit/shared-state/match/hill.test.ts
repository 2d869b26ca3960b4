import { HILL } from "@fray/shared-state/rules";
import { beforeEach, describe, expect, test } from "vitest";

import { DT, FIELD, HeadlessMatch, put } from "./headless.ts";

let match: HeadlessMatch;
let blue: ReturnType<HeadlessMatch["join"]>;
let orange: ReturnType<HeadlessMatch["join"]>;
beforeEach(() => {
  match = new HeadlessMatch("hill", { roundSeconds: 600 });
  [blue, orange] = [match.join(1), match.join(2)];
  match.goLive();
  for (const fighter of [blue, orange]) put(fighter, 1, 1);
});

const zone = () => match.state.hill;
const enter = (fighter: typeof blue) => put(fighter, zone().x, zone().y);

describe("the hill", () => {
  test("is held by the only team in it", () => {
    enter(blue);
    match.step();
    expect(zone()).toMatchObject({ team: 1, contested: false });
    put(blue, 1, 1);
    match.step();
    expect(zone()).toMatchObject({ team: 0, contested: false });
  });

  test("gives a point per second to the team, and to each of its members there", () => {
    match.join(3);
    match.join(4);
    match.step();
    const [mate, idler] = [3, 4].map((id) => match.fighter(id)).toSorted((a, b) => a.team - b.team);
    if (!mate || !idler) throw new Error("no team mates");
    expect([mate.team, idler.team]).toEqual([1, 2]);
    enter(blue);
    enter(mate);
    put(idler, 1, 19);
    match.stepSeconds(3);
    expect(match.state.scores).toEqual([3, 0]);
    expect([1, mate.id, 2, idler.id].map((id) => match.member(id).score)).toEqual([3, 3, 0, 0]);
  });

  test("gives neither team a score while both are in it", () => {
    enter(blue);
    enter(orange);
    match.stepSeconds(3);
    expect(zone()).toMatchObject({ team: 0, contested: true });
    expect(match.state.scores).toEqual([0, 0]);
  });

  test("restarts the count for a new holder: visits do not add up to a second", () => {
    for (let visit = 0; visit < 4; visit++) {
      enter(blue);
      match.stepSeconds(0.5);
      put(blue, 1, 1);
      match.step();
    }
    expect(match.state.scores).toEqual([0, 0]);
  });

  test("is not held by the dead", () => {
    enter(blue);
    match.step();
    match.step([[1, 2]]);
    expect(zone().team).toBe(0);
  });

  test("moves after a while, to each place of the map in turn", () => {
    const begin = match.world.tick;
    const stay = Math.round(HILL.stay_s / DT);
    const moves: number[] = [];
    const places = [zone().x];
    for (let tick = 0; tick < FIELD.hills.length * stay; tick++) {
      match.step();
      if (zone().x === places.at(-1)) continue;
      moves.push(match.world.tick - begin);
      places.push(zone().x);
    }
    expect(moves).toEqual([stay, 2 * stay, 3 * stay]);
    expect(new Set(places.slice(0, 3)).size).toBe(FIELD.hills.length);
    expect(places[3]).toBe(places[0]);
  });

  test("has no holder when it has moved away from its holder", () => {
    enter(blue);
    match.stepSeconds(HILL.stay_s - 1);
    expect(zone().team).toBe(1);
    match.stepSeconds(1.1);
    expect(zone().team).toBe(0);
  });

  test("is open in the warmup and absent in other modes", () => {
    const waiting = new HeadlessMatch("hill");
    const first = waiting.join(1);
    waiting.step();
    put(first, waiting.state.hill.x, waiting.state.hill.y);
    waiting.stepSeconds(2);
    expect(waiting.state.hill).toMatchObject({ radius: 3, team: 0 });
    waiting.moveTo(FIELD, "ffa");
    expect(waiting.state.hill.radius).toBe(0);
  });
});

test("the same seed gives the same order of places, another seed another order", () => {
  const orders = [1, 1, 2, 3, 4].map((seed) => {
    const other = new HeadlessMatch("hill", {}, {}, seed);
    return other.match.hill.order.map(({ x }) => x).join();
  });
  expect(orders[0]).toBe(orders[1]);
  expect(new Set(orders).size).toBeGreaterThan(1);
});
