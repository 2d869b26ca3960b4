import { KnownLevels } from "@fray/server/internal/skill/known-levels";
import { afterFights, knownAt, levelFromTotals, NEWCOMER, stepsAround } from "@fray/server/internal/skill/player-level";
import { RoomSkill } from "@fray/server/internal/skill/room-skill";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const FIRST_MINUTES_S = 120;
const oneOf = (what: { kills?: number; deaths?: number; seconds?: number }) => ({
  kills: 0,
  deaths: 0,
  seconds: 1,
  ...what,
});
const kill = oneOf({ kills: 1 });
const death = oneOf({ deaths: 1 });
/** The level after one fight after the other, a second each. */
const after = (fights: readonly (typeof kill)[], from = NEWCOMER) => fights.reduce(afterFights, from);
const times = (count: number, fight: typeof kill) => Array.from({ length: count }, () => fight);

describe("the level of a person", () => {
  test("never falls with kills, never rises with deaths, and stays on the scale", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(5), fc.nat(60))), (fights) => {
        let level = NEWCOMER;
        for (const [hasWon, count, seconds] of fights) {
          const next = afterFights(level, oneOf({ [hasWon ? "kills" : "deaths"]: count, seconds }));
          expect((next.level - level.level) * (hasWon ? 1 : -1)).toBeGreaterThanOrEqual(0);
          expect(next.level).toBeGreaterThanOrEqual(1);
          expect(next.level).toBeLessThanOrEqual(9);
          level = next;
        }
      }),
    );
  });

  test("is found within a few kills in a row, as in a round of few kills", () => {
    expect(after(times(5, oneOf({ kills: 1, seconds: 15 }))).level).toBeGreaterThan(7);
  });

  test("of a newcomer does not jump with a few quick kills", () => {
    expect(after(times(5, kill)).level).toBeLessThan(3);
  });

  test("moves less where kills and deaths take turns", () => {
    const from = knownAt(5);
    const turns = times(10, kill).flatMap((one) => [one, death]);
    const rested = after(turns, from);
    expect(Math.abs(afterFights(rested, kill).level - rested.level)).toBeLessThan(0.3);
    expect(Math.abs(rested.level - from.level)).toBeLessThan(1);
  });

  test("is not raised by kills while a newcomer dies too often, and falls fast", () => {
    const often = after([...times(4, kill), ...times(4, death)], { ...NEWCOMER, level: 5, firstSeconds: 20 });
    expect(afterFights(often, kill).level).toBe(often.level);
    const known = after([...times(4, kill), ...times(4, death)], knownAt(5));
    expect(afterFights(known, kill).level).toBeGreaterThan(known.level);
    expect(often.level).toBeLessThan(known.level);
  });

  test("a death weighs less once a person has won more than lost, so that the whole round ends even", () => {
    const fallOf = (kills: number, deaths: number) => {
      const person = { ...knownAt(5), kills, deaths, move: -0.25 };
      return person.level - afterFights(person, death).level;
    };
    expect(fallOf(30, 10)).toBeLessThan(fallOf(20, 20) / 2);
    expect(fallOf(10, 30)).toBeGreaterThan(fallOf(20, 20) * 2);
  });

  test("moves as at first when the first minutes end, in which it was held back", () => {
    const before = { ...NEWCOMER, level: 4, move: -0.25, firstSeconds: FIRST_MINUTES_S - 1 };
    expect(afterFights(before, kill).level - 4).toBeGreaterThan(0.5);
    expect(afterFights({ ...before, firstSeconds: FIRST_MINUTES_S }, kill).level - 4).toBeLessThan(0.5);
  });

  test("starts from the stored rounds of a person who is not new", () => {
    const totals = (rounds: number, kills: number, deaths: number) => levelFromTotals({ rounds, kills, deaths }).level;
    expect(totals(0, 0, 0)).toBe(NEWCOMER.level);
    expect(totals(10, 100, 100)).toBe(5);
    expect(totals(10, 300, 100)).toBeGreaterThan(6);
    expect(totals(1, 30, 10)).toBeLessThan(3);
  });
});

describe("the bots of a room", () => {
  const levels = new KnownLevels();
  levels.remember("veteran", knownAt(8));
  const person = (playerId: string, kills = 0, deaths = 0) => ({ playerId, kills, deaths });
  const roomWith = (...people: ReturnType<typeof person>[]) => {
    const room = new RoomSkill("adaptive", levels);
    room.follow(people);
    return room;
  };

  test("are rookies for a newcomer and for nobody, and veterans for a veteran", () => {
    expect(roomWith().steps).toEqual([2, 2, 2]);
    expect(roomWith(person("new")).steps).toEqual([2, 2, 2]);
    expect(roomWith(person("veteran")).steps).toEqual([8, 8, 8]);
  });

  test("follow the weakest person", () => {
    const room = roomWith(person("veteran"), person("new"));
    expect(room.steps).toEqual([2, 2, 2]);
    room.follow([person("veteran")]);
    expect(room.steps).toEqual([8, 8, 8]);
  });

  test("become better with a person's kills, across rounds that count from 0", () => {
    const room = roomWith(person("Ann"));
    for (let second = 0; second < 60; second++) room.follow([person("Ann")]);
    room.follow([person("Ann", 3)]);
    const before = room.level;
    expect(before).toBeGreaterThan(3.5);
    room.follow([person("Ann", 0)]);
    expect(room.level).toBe(before);
    room.follow([person("Ann", 1)]);
    expect(room.level).toBeGreaterThan(before);
  });

  test("have the host's fixed skill whoever comes", () => {
    const room = new RoomSkill("veteran", levels);
    room.follow([person("new", 0, 30)]);
    expect(room.steps).toEqual([8]);
    expect(new RoomSkill("7", levels).steps).toEqual([7]);
  });

  test("a level between two steps is a spread of both", () => {
    expect(new Set(stepsAround(4.4))).toEqual(new Set([4, 5]));
    expect(stepsAround(1)).toEqual([1, 1, 1]);
    expect(stepsAround(9)).toEqual([9, 9, 9]);
  });
});
