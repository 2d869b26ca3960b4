import type { Member } from "@fray/shared-state/match/match";
import { joinTeam, membersToMove } from "@fray/shared-state/match/teams";
import { MAX_PARTY } from "@fray/shared-state/protocol/party";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { FIELD, HeadlessMatch } from "./headless.ts";

const fightersOf = (match: HeadlessMatch): Member[] =>
  [...match.members.values()].filter(({ spectator }) => !spectator);
const sizesOf = (fighters: readonly Member[]): [number, number] => [
  fighters.filter(({ team }) => team === 1).length,
  fighters.filter(({ team }) => team === 2).length,
];
const apart = (fighters: readonly Member[]): number => Math.abs(sizesOf(fighters)[0] - sizesOf(fighters)[1]);

/** Number of fighters of the largest party that is on one side as a whole. */
function largestWhole(fighters: readonly Member[]): number {
  const parties = Map.groupBy(
    fighters.filter(({ party = "" }) => party !== ""),
    ({ party }) => party,
  );
  const whole = [...parties.values()].filter((group) => new Set(group.map(({ team }) => team)).size === 1);
  return Math.max(0, ...whole.map(({ length }) => length));
}

/** The rule: sides differ by one at most, unless a party that is larger than the difference is kept together. */
function expectEven(fighters: readonly Member[]): void {
  const difference = apart(fighters);
  if (difference > 1) expect(largestWhole(fighters)).toBeGreaterThan(difference);
}

/** Lets bots change sides, and people who are dead, as a room does each second. */
function even(match: HeadlessMatch, { isDead }: { readonly isDead: (member: Member) => boolean }): number {
  const moved = membersToMove(match.members.values(), isDead);
  for (const member of moved) joinTeam(member, match.world.fighters.get(member.id), 3 - member.team);
  return moved.length;
}

const anyStep = fc.oneof(
  { weight: 5, arbitrary: fc.record({ what: fc.constant("join" as const), party: fc.nat(8) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("bot" as const) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant("leave" as const), who: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("round" as const) }) },
);

/** Plays steps. Parties 1 to 3 exist, other numbers are no party. Calls `check` after each step. */
function playSteps(
  steps: readonly (typeof anyStep extends fc.Arbitrary<infer Step> ? Step : never)[],
  check: (match: HeadlessMatch, what: string) => void,
): void {
  const match = new HeadlessMatch("tdm");
  let lastId = 0;
  for (const step of steps) {
    if (step.what === "join") {
      const party = step.party >= 1 && step.party <= 3 ? `party-${step.party}` : "";
      const members = fightersOf(match).filter((member) => party !== "" && member.party === party);
      if (members.length < MAX_PARTY) match.join(++lastId, { party });
    } else if (step.what === "bot") match.join(++lastId, { backfill: true });
    else if (step.what === "leave") match.leave(step.who);
    else match.moveTo(FIELD, "ctf");
    check(match, step.what);
  }
}

const anySteps = fc.array(anyStep, { minLength: 1, maxLength: 60 });

describe("sides with parties", () => {
  test("are even after any joins, leaves and rounds once those who may move have moved", () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        playSteps(steps, (match) => {
          even(match, { isDead: () => true });
          expectEven(fightersOf(match));
        });
      }),
    );
  });

  test("of living people are evened out by the bots as far as there are bots", () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        playSteps(steps, (match) => {
          even(match, { isDead: () => false });
          const fighters = fightersOf(match);
          const [one] = sizesOf(fighters);
          const larger = one * 2 > fighters.length ? 1 : 2;
          if (apart(fighters) > 1)
            expect(fighters.filter(({ team, backfill }) => backfill && team === larger)).toEqual([]);
        });
      }),
    );
  });

  test("are even by the rule alone at the start of each round", () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        playSteps(steps, (match, what) => {
          if (what === "round") expectEven(fightersOf(match));
        });
      }),
    );
  });

  test("have all of a party together after a deal, if the rule allows it", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: MAX_PARTY }), { maxLength: 4 }), fc.nat(12), (parties, alone) => {
        const match = new HeadlessMatch("tdm");
        let id = 0;
        for (const [index, size] of parties.entries())
          for (let count = 0; count < size; count++) match.join(++id, { party: `party-${index}` });
        for (let count = 0; count < alone; count++) match.join(++id);
        match.moveTo(FIELD, "tdm");
        const fighters = fightersOf(match);
        expectEven(fighters);
        const total = parties.reduce((sum, size) => sum + size, 0) + alone;
        const isWhole = (index: number) =>
          new Set(fighters.filter(({ party }) => party === `party-${index}`).map(({ team }) => team)).size === 1;
        // As many others as the party has members are enough to keep it whole.
        for (const [index, size] of parties.entries()) {
          const isLargest = size === Math.max(...parties);
          if (isLargest && total - size >= size) expect(isWhole(index)).toBe(true);
        }
      }),
    );
  });
});

describe("a party", () => {
  test("of four is joined by members who come later, as the bots make way", () => {
    const match = new HeadlessMatch("tdm");
    for (let id = 1; id <= 4; id++) match.join(id, { backfill: true });
    for (let id = 5; id <= 8; id++) {
      match.join(id, { party: "p" });
      even(match, { isDead: () => false });
    }
    const fighters = fightersOf(match);
    expect(new Set(fighters.filter(({ party }) => party === "p").map(({ team }) => team)).size).toBe(1);
    expect(sizesOf(fighters)).toEqual([4, 4]);
  });

  test("that has nobody to fight is split", () => {
    const match = new HeadlessMatch("tdm");
    for (let id = 1; id <= 4; id++) match.join(id, { party: "p" });
    match.moveTo(FIELD, "tdm");
    expect(sizesOf(fightersOf(match))).toEqual([2, 2]);
    // Where bots come to the other side, it has somebody to fight.
    match.moveTo(FIELD, "tdm", { areFilled: true });
    expect(sizesOf(fightersOf(match)).toSorted((a, b) => a - b)).toEqual([0, 4]);
  });

  test("of two stays together against one", () => {
    const match = new HeadlessMatch("tdm");
    for (let id = 1; id <= 3; id++) match.join(id, { party: id < 3 ? "p" : "" });
    match.moveTo(FIELD, "tdm");
    expect(match.member(1).team).toBe(match.member(2).team);
    expect(match.member(3).team).not.toBe(match.member(1).team);
  });
});

test("a member who comes in mid-round joins the party where somebody without one can make way, and else the smaller side", () => {
  const match = new HeadlessMatch("tdm");
  match.join(1);
  match.join(2);
  match.join(3, { party: "p" });
  const { team } = match.member(3);
  expect(match.join(4, { party: "p" }).team).toBe(team);
  expect(even(match, { isDead: () => true })).toBe(1);
  expect(match.member(4).team).toBe(match.member(3).team);
  expectEven(fightersOf(match));
  const alone = new HeadlessMatch("tdm");
  alone.join(1, { party: "p" });
  expect(alone.join(2, { party: "p" }).team).not.toBe(alone.member(1).team);
});
