import { KnownLevels } from "@fray/server/internal/skill/known-levels";
import { afterFights, levelFromTotals, NEWCOMER, stepsAround } from "@fray/server/internal/skill/player-level";
import { RoomSkill } from "@fray/server/internal/skill/room-skill";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("the level of a person", () => {
  test("rises with kills and falls with deaths, and stays on the scale", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), fc.nat(5))), (fights) => {
        let level = NEWCOMER;
        for (const [kills, deaths] of fights) {
          const next = afterFights(level, kills, deaths);
          expect(Math.sign(next.level - level.level) * Math.sign(kills - deaths)).toBeGreaterThanOrEqual(0);
          expect(next.level).toBeGreaterThanOrEqual(1);
          expect(next.level).toBeLessThanOrEqual(9);
          level = next;
        }
      }),
    );
  });

  test("moves less and less", () => {
    const first = afterFights(NEWCOMER, 1, 0).level - NEWCOMER.level;
    const later = { level: 5, fights: 100 };
    expect(afterFights(later, 1, 0).level - later.level).toBeLessThan(first / 2);
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
  levels.remember("veteran", { level: 8, fights: 200 });
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
    room.follow([person("Ann", 4)]);
    const after = room.level;
    expect(after).toBeGreaterThan(3.5);
    room.follow([person("Ann", 0)]);
    expect(room.level).toBe(after);
    room.follow([person("Ann", 1)]);
    expect(room.level).toBeGreaterThan(after);
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
