import { describe, expect, test } from "vitest";

import { HeadlessMatch } from "./headless.ts";

function live(mode: "ffa" | "tdm" | "ctf", fighters = 3) {
  const match = new HeadlessMatch(mode);
  for (let id = 1; id <= fighters; id++) match.join(id);
  return match.goLive();
}

describe.for(["ffa", "tdm", "ctf"] as const)("in %s", (mode) => {
  test("a death is counted for the victim, a kill for the killer", () => {
    const match = live(mode);
    match.step([[2, 1]]);
    expect(match.member(1)).toMatchObject({ kills: 1, deaths: 0 });
    expect(match.member(2)).toMatchObject({ kills: 0, deaths: 1 });
  });

  test("a suicide is a death and no kill", () => {
    const match = live(mode);
    match.step([[1, 1]]);
    expect(match.member(1)).toMatchObject({ kills: 0, deaths: 1 });
  });

  test("the kill of a player who has left counts for no player, and changes no score", () => {
    const match = live(mode);
    match.leave(1);
    match.step([[2, 1]]);
    expect(match.member(2)).toMatchObject({ kills: 0, deaths: 1, score: 0 });
    expect(match.member(3)).toMatchObject({ kills: 0, deaths: 0, score: 0 });
    expect(match.state.scores).toEqual([0, 0]);
  });
});

describe("a free-for-all", () => {
  test("gives a point for a kill and takes one for a suicide, down to none", () => {
    const match = live("ffa");
    match.step([[2, 1]]);
    expect(match.member(1).score).toBe(1);
    match.step([[1, 1]]);
    expect(match.member(1).score).toBe(0);
    match.step([[3, 3]]);
    expect(match.member(3).score).toBe(0);
  });

  test("has no teams", () => {
    const match = live("ffa");
    match.step([[2, 1]]);
    expect([...match.members.values()].map(({ team }) => team)).toEqual([0, 0, 0]);
    expect(match.state.scores).toEqual([0, 0]);
  });

  test("continues as people join and leave", () => {
    const match = live("ffa");
    match.step([[2, 1]]);
    match.leave(2);
    match.leave(3);
    match.stepSeconds(1);
    expect(match.phase).toBe("live");
    const late = match.join(4);
    match.step();
    expect(late.alive).toBe(true);
    match.step([[4, 1]]);
    expect(match.member(1).score).toBe(2);
  });
});

describe("a team deathmatch", () => {
  test("gives the point to the killer and to their team, and takes it in the same way", () => {
    const match = live("tdm", 4);
    const { team } = match.member(1);
    const enemy = [2, 3, 4].find((id) => match.member(id).team !== team) ?? 0;
    match.step([[enemy, 1]]);
    expect(match.member(1).score).toBe(1);
    expect(match.state.scores[team - 1]).toBe(1);
    match.step([[1, 1]]);
    expect(match.member(1).score).toBe(0);
    expect(match.state.scores).toEqual([0, 0]);
  });

  test("takes a point for the kill of a mate, which does not count as a kill", () => {
    const match = live("tdm", 4);
    const { team } = match.member(1);
    const mate = [2, 3, 4].find((id) => match.member(id).team === team) ?? 0;
    const enemy = [2, 3, 4].find((id) => match.member(id).team !== team) ?? 0;
    match.step([[enemy, 1]]);
    match.step([[mate, 1]]);
    expect(match.member(1)).toMatchObject({ score: 0, kills: 1 });
    expect(match.member(mate).deaths).toBe(1);
    expect(match.state.scores).toEqual([0, 0]);
  });

  test("leaves no team with a negative score", () => {
    const match = live("tdm", 2);
    match.step([[1, 1]]);
    expect(match.state.scores).toEqual([0, 0]);
  });
});
