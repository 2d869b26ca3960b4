import { History } from "@fray/server/internal/spectating/history";
import { createCrowdState } from "@fray/shared-state/schema/arena-state";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { createWorld } from "@fray/shared-state/simulation/world";
import { expect, test } from "vitest";

import { loadMap } from "../../support/maps.ts";

const world = createWorld(loadMap("duel"), 1 / 30, 1);

/** A history of two moments of a room with one member. */
function twoMoments() {
  const history = new History(1);
  const state = createCrowdState();
  const entry = Object.assign(new RosterEntry(), { id: 1 });
  state.roster.set("member", entry);
  const keep = (score: number, version: number | undefined): void => {
    entry.score = state.match.winner = score;
    history.keep(state, world, version);
  };
  const oldest = () => [history.delayed?.scores.get(entry)?.score, history.delayed?.match.winner];
  return { keep, oldest };
}

test("moments of one version share what did not change, and a later version does not change them", () => {
  const { keep, oldest } = twoMoments();
  keep(1, 1);
  keep(1, 1);
  keep(5, 2);
  expect(oldest()).toEqual([1, 1]);
  keep(5, 2);
  expect(oldest()).toEqual([5, 5]);
});

test("a moment with changes that were not sent yet is not shared", () => {
  const { keep, oldest } = twoMoments();
  keep(1, undefined);
  keep(2, undefined);
  expect(oldest()).toEqual([1, 1]);
  keep(3, 1);
  expect(oldest()).toEqual([2, 2]);
});

test("a history that keeps more than the delay shows spectators the delayed moment all the same", () => {
  const history = new History(2, 5);
  const state = createCrowdState();
  for (let score = 1; score <= 12; score++) {
    state.match.winner = score;
    history.keep(state, world, undefined);
    expect(history.delayed?.match.winner).toBe(Math.max(1, score - 2));
    expect(history.ticks).toBe(Math.min(2, score - 1));
    expect(history.isComplete).toBe(score > 2);
  }
  expect(history.moments.map(({ match }) => match.winner)).toEqual([7, 8, 9, 10, 11, 12]);
});
