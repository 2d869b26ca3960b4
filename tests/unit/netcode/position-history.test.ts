import { PositionHistory } from "@fray/netcode/core";
import { createFighter, type Fighter } from "@fray/shared-state/simulation/body";
import { expect, test } from "vitest";

const STEP_MS = 50;

/** A body that runs along the x axis, 10 u a record, recorded `count` times in a history of four. */
function recorded(count: number) {
  const history = new PositionHistory<Fighter>(4);
  const body = createFighter(1);
  for (let record = 0; record < count; record++) {
    Object.assign(body, { x: record * 10, y: record });
    history.record(record * STEP_MS, [body]);
  }
  return { history, body };
}

test("knows where a body was between two records, and at them", () => {
  const { history, body } = recorded(9);
  expect(history.placeAt(body, 350)).toEqual({ x: 70, y: 7 });
  expect(history.placeAt(body, 375)).toEqual({ x: 75, y: 7.5 });
});

test("keeps only the newest records", () => {
  const { history, body } = recorded(9);
  expect(history.placeAt(body, 0), "older than the oldest").toEqual({ x: 50, y: 5 });
  expect(history.placeAt(body, 9999), "newer than the newest").toEqual({ x: 80, y: 8 });
});

test("invents no place for a body that spawned late", () => {
  const { history } = recorded(9);
  const newcomer = Object.assign(createFighter(2), { x: 3, y: 4 });
  expect(history.placeAt(newcomer, 400), "never recorded").toMatchObject({ x: 3, y: 4 });
  history.record(9 * STEP_MS, [newcomer]);
  expect(history.placeAt(newcomer, 400), "recorded once").toEqual({ x: 3, y: 4 });
});

test("answers the same after its places were stored elsewhere and restored", () => {
  const { history, body } = recorded(9);
  const newcomer = Object.assign(createFighter(2), { x: 3, y: 4 });
  history.record(9 * STEP_MS, [body, newcomer]);
  const restored = new PositionHistory<Fighter>(4);
  const times = [6, 7, 8, 9].map((record) => record * STEP_MS);
  restored.restore(
    times,
    [body, newcomer].map((each) => [each, history.placesOf(each)] as const),
  );
  for (let time = 0; time < 600; time += 10) {
    expect(restored.placeAt(body, time)).toEqual(history.placeAt(body, time));
    expect(restored.placeAt(newcomer, time)).toEqual(history.placeAt(newcomer, time));
  }
});
