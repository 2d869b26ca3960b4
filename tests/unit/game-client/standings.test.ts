import { leaderOf, rank } from "@fray/game-client/internal/connection/standings";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { expect, test } from "vitest";

const entry = (id: number, more: Partial<RosterEntry>) =>
  Object.assign(new RosterEntry(), { id, name: `P${id}`, ...more });

test("players are sorted by score, then kills, deaths and time of joining; spectators are last", () => {
  const roster = [
    entry(1, { spectator: true, score: 9 }),
    entry(2, { score: 1, kills: 8 }),
    entry(3, { score: 3 }),
    entry(4, { score: 1, kills: 8, deaths: 2 }),
    entry(5, { score: 1, kills: 9, deaths: 9 }),
    entry(6, { score: 3, name: "A" }),
  ];
  expect(rank(roster, 4, 2).map(({ id }) => id)).toEqual([3, 6, 5, 2, 4, 1]);
  expect(rank(roster, 4, 2).filter(({ self }) => self)).toMatchObject([{ id: 4 }]);
  expect(rank(roster, 4, 2).filter(({ owner }) => owner)).toMatchObject([{ id: 2 }]);
});

test("the crown goes to the best fighter, and to none while all scores are 0", () => {
  expect(leaderOf([entry(1, { kills: 3 }), entry(2, {})])).toBeUndefined();
  const roster = [entry(1, { score: 2 }), entry(2, { score: 5, spectator: true }), entry(3, { score: 4 })];
  expect(leaderOf(roster)).toBe(3);
});
