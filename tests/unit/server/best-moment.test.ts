import { BestMoment } from "@fray/server/internal/clips/best-moment";
import type { DeedName } from "@fray/shared-state/simulation/deed";
import type { WorldEvent } from "@fray/shared-state/simulation/events";
import { expect, test } from "vitest";

const DT = 1 / 30;
const kill = (killer: number, victim = 9): WorldEvent => {
  return { type: "death", victim, killer, team: 0, weapon: "pulse", movedSinceSeen: 0, x: 0, y: 0 };
};
const deed = (by: number, name: DeedName): WorldEvent => ({ type: "deed", deed: name, by, count: 1, victim: 0 });

/** Plays a round whose events are given by second; returns the best moment. */
function bestOf(happened: Readonly<Record<number, readonly WorldEvent[]>>) {
  const moments = new BestMoment(DT);
  let best: ReturnType<BestMoment["update"]>;
  for (let second = 0; second <= 60; second++) {
    best = moments.update({ tick: second * 30, events: [...(happened[second] ?? [])] }) ?? best;
  }
  return best;
}

test("the most points of one fighter within 4 s count, and the clip ends a second after the last of them", () => {
  const best = bestOf({ 5: [kill(1)], 10: [kill(2)], 12: [kill(2)], 13: [kill(2)], 40: [kill(1), kill(1)] });
  expect(best).toEqual({ by: 2, points: 6, kills: 3, takeAt: 14 * 30 });
});

test("what is further apart does not count together", () => {
  expect(bestOf({ 5: [kill(1)], 9: [kill(1)], 20: [kill(2)], 23: [kill(2)] })).toMatchObject({ by: 2, kills: 2 });
});

test("a capture is worth two kills, any other deed half of one", () => {
  expect(bestOf({ 5: [kill(1)], 20: [deed(2, "capture")] })).toMatchObject({ by: 2, points: 4, kills: 0 });
  expect(bestOf({ 5: [kill(1)], 20: [kill(2), deed(2, "shutdown")] })).toMatchObject({ by: 2, points: 3 });
});

test("of equal moments the first stays, and who kills themselves gets nothing", () => {
  expect(bestOf({ 5: [kill(1)], 20: [kill(2)] })).toMatchObject({ by: 1 });
  expect(bestOf({ 5: [kill(3, 3)], 20: [kill(2)] })).toMatchObject({ by: 2 });
  expect(bestOf({ 5: [kill(3, 3)] })).toBeUndefined();
});
