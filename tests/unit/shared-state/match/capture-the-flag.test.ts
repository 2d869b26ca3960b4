import type { FlagState } from "@fray/shared-state/internal/match/flag-state";
import { FLAG } from "@fray/shared-state/rules";
import { copyBody } from "@fray/shared-state/simulation/body";
import { beforeEach, describe, expect, test } from "vitest";

import { FIELD, HeadlessMatch, put } from "./headless.ts";

const STAND = { 1: { x: 5, y: 10 }, 2: { x: 35, y: 10 } } as const;

let match: HeadlessMatch;
let blue: ReturnType<HeadlessMatch["join"]>;
let orange: ReturnType<HeadlessMatch["join"]>;
beforeEach(() => {
  match = new HeadlessMatch("ctf");
  [blue, orange] = [match.join(1), match.join(2)];
  match.goLive();
  expect([blue.team, orange.team]).toEqual([1, 2]);
});

const flagOf = (team: 1 | 2): FlagState => {
  const flag = match.match.flags[team - 1];
  if (!flag) throw new Error("no flag");
  return flag;
};
const goTo = (fighter: typeof blue, { x, y }: { x: number; y: number }) => {
  put(fighter, x, y);
  match.step();
};

test("both flags start at home, on the map's stands", () => {
  expect(match.state.flags).toMatchObject([
    { team: 1, ...STAND[1], home: true, carrier: 0 },
    { team: 2, ...STAND[2], home: true, carrier: 0 },
  ]);
});

test("a touch takes the enemy's flag, which moves with its carrier", () => {
  goTo(blue, STAND[2]);
  expect(flagOf(2)).toMatchObject({ ...STAND[2], home: false, carrier: 1 });
  goTo(blue, { x: 20, y: 4 });
  expect(flagOf(2)).toMatchObject({ x: 20, y: 4, home: false, carrier: 1 });
});

test("a touch does nothing to the own flag at home", () => {
  goTo(blue, STAND[1]);
  expect(flagOf(1)).toMatchObject({ home: true, carrier: 0 });
});

test("at home it is a point for the team and for its carrier, and stands at its own stand again", () => {
  goTo(blue, STAND[2]);
  goTo(blue, STAND[1]);
  expect(match.state.scores).toEqual([1, 0]);
  expect(match.member(1).score).toBe(1);
  expect(flagOf(2)).toMatchObject({ ...STAND[2], home: true, carrier: 0 });
});

test("can't be captured while the own flag is away", () => {
  put(orange, STAND[1].x, STAND[1].y);
  goTo(blue, STAND[2]);
  put(orange, 20, 2);
  goTo(blue, STAND[1]);
  match.stepSeconds(1);
  expect(match.state.scores).toEqual([0, 0]);
  expect(flagOf(2).carrier).toBe(1);
  // Not even where the own flag is: face to face with who carries it.
  goTo(blue, { x: 20, y: 2.5 });
  expect(match.state.scores).toEqual([0, 0]);
  // It is brought down, and returned by who waits at the stand with the other one.
  match.step([[2, 1]]);
  goTo(blue, flagOf(1));
  goTo(blue, STAND[1]);
  expect(match.state.scores).toEqual([1, 0]);
});

describe("a flag that has lost its carrier", () => {
  beforeEach(() => {
    goTo(blue, STAND[2]);
    goTo(blue, { x: 18, y: 4 });
  });

  test("lies where the carrier was killed", () => {
    match.step([[1, 2]]);
    expect(flagOf(2)).toMatchObject({ x: 18, y: 4, home: false, carrier: 0 });
  });

  test("lies where the carrier left the room", () => {
    match.leave(1);
    match.step();
    expect(flagOf(2)).toMatchObject({ x: 18, y: 4, home: false, carrier: 0 });
  });

  test("goes home when its own team touches it", () => {
    match.step([[1, 2]]);
    goTo(orange, { x: 18, y: 4 });
    expect(flagOf(2)).toMatchObject({ ...STAND[2], home: true, carrier: 0 });
  });

  test("returns home after a while", () => {
    match.step([[1, 2]]);
    match.stepSeconds(FLAG.return_s - 0.1);
    expect(flagOf(2).home).toBe(false);
    match.stepSeconds(0.1);
    expect(flagOf(2)).toMatchObject({ ...STAND[2], home: true });
    expect(match.member(1).score).toBe(0);
  });

  test("is picked up again by an enemy, and stays out as long as it is carried", () => {
    match.step([[1, 2]]);
    const friend = match.join(3);
    match.step();
    expect(friend.team).toBe(1);
    goTo(friend, { x: 18, y: 4 });
    expect(flagOf(2).carrier).toBe(3);
    put(friend, 20, 18);
    match.stepSeconds(FLAG.return_s + 1);
    expect(flagOf(2)).toMatchObject({ x: 20, y: 18, carrier: 3, home: false });
  });
});

test("is not taken by a body that is only provisionally there", () => {
  match.world.checkpoints.set(1, copyBody(blue));
  goTo(blue, STAND[2]);
  expect(flagOf(2).home).toBe(true);
});

test("a capture that reaches the score limit ends the round, and the next one begins with both flags at home", () => {
  const short = new HeadlessMatch("ctf", { scoreLimit: 1 });
  [blue, orange] = [short.join(1), short.join(2)];
  match = short.goLive();
  goTo(blue, STAND[2]);
  goTo(blue, STAND[1]);
  expect(match.phase).toBe("results");
  expect(match.state.winner).toBe(1);
  match.moveTo(FIELD, "ctf");
  match.goLive();
  for (const team of [1, 2] as const) expect(flagOf(team)).toMatchObject({ ...STAND[team], home: true, carrier: 0 });
});
