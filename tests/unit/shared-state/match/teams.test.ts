import { teamFor } from "@fray/shared-state/match/teams";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { FIELD, HeadlessMatch } from "./headless.ts";

const sizes = (match: HeadlessMatch): [number, number] => {
  const teams = [...match.members.values()].filter(({ spectator }) => !spectator).map(({ team }) => team);
  expect(teams.every((team) => team === 1 || team === 2)).toBe(true);
  return [teams.filter((team) => team === 1).length, teams.filter((team) => team === 2).length];
};
const apart = ([first, second]: [number, number]) => Math.abs(first - second);

describe("a player who joins", () => {
  const member = (team: number, spectator = false) => ({ team, spectator });

  test.for([
    ["joins the smaller team", [member(1), member(1), member(2)], [0, 9], 2],
    ["joins the one with the lower score when they are as large", [member(1), member(2)], [3, 2], 2],
    ["joins the first when nothing tells them apart", [], [0, 0], 1],
    ["does not count those who watch", [member(1), member(2, true), member(2, true)], [0, 9], 2],
  ] as const)("%s", ([, members, scores, team]) => {
    expect(teamFor(members, scores)).toBe(team);
  });

  test("has the colour of its entry in the body too", () => {
    const match = new HeadlessMatch("tdm");
    for (let id = 1; id <= 5; id++) expect(match.join(id).team).toBe(match.member(id).team);
    match.moveTo(FIELD, "ffa");
    for (let id = 1; id <= 5; id++) expect([match.fighter(id).team, match.member(id).team]).toEqual([0, 0]);
    match.moveTo(FIELD, "hill");
    for (let id = 1; id <= 5; id++) expect(match.fighter(id).team).toBe(match.member(id).team);
    expect(apart(sizes(match))).toBe(1);
  });
});

/** People who come and go, watch, and kill, in any order. */
const anyCrowd = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({ what: "join" } as const) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant("leave" as const), who: fc.nat(50) }) },
    { weight: 1, arbitrary: fc.constant({ what: "watch" } as const) },
  ),
  { minLength: 1, maxLength: 40 },
);

describe("teams", () => {
  test("differ by one at most after any number of joins", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (count) => {
        const match = new HeadlessMatch("tdm");
        for (let id = 1; id <= count; id++) {
          match.join(id);
          expect(apart(sizes(match))).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test("are dealt at the start of a round from the best player down, each to the weaker team", () => {
    const match = new HeadlessMatch("tdm");
    for (const [index, score] of [4, 9, 1, 5].entries()) {
      match.join(index + 1);
      match.member(index + 1).score = score;
    }
    match.moveTo(FIELD, "tdm");
    expect([1, 2, 3, 4].map((id) => match.member(id).team)).toEqual([2, 1, 1, 2]);
  });

  test("are even again at the start of a round after any leaves, and as equal in strength as possible", () => {
    fc.assert(
      fc.property(anyCrowd, fc.array(fc.nat(30)), (crowd, scores) => {
        const match = new HeadlessMatch("tdm");
        let lastId = 0;
        for (const step of crowd) {
          if (step.what === "join") match.join(++lastId);
          else if (step.what === "watch") match.watch(++lastId);
          else match.leave(step.who);
        }
        const members = [...match.members.values()].filter(({ spectator }) => !spectator);
        for (const [index, member] of members.entries()) member.score = scores[index] ?? 0;
        const points = new Map(members.map(({ id, score }) => [id, score]));
        const best = Math.max(0, ...points.values());
        match.moveTo(FIELD, "ctf");
        expect(apart(sizes(match))).toBeLessThanOrEqual(1);
        const strength = (team: number) =>
          members.reduce((sum, member) => sum + (member.team === team ? (points.get(member.id) ?? 0) : 0), 0);
        // Dealt from the best down, neither team gets further ahead than one member can bring.
        expect(Math.abs(strength(1) - strength(2))).toBeLessThanOrEqual(best);
        for (const member of match.members.values()) if (member.spectator) expect(member.team).toBe(0);
      }),
    );
  });
});
