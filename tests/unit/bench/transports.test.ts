import { expect, test } from "vitest";

import { repeatTrial, type Figure, type Trial } from "../../../bench/transports/trial.ts";

const RATIO: Figure = { name: "bytes", unit: "B/s", as: "ratio", limit: 3 };
const PATIENCE = { trials: 6, limitMs: 60_000 };

/** Returns trials in turn; the last one again and again. */
const inTurn = (...trials: Trial[]) => {
  let next = 0;
  return () => Promise.resolve([trials[Math.min(next++, trials.length - 1)] ?? { refused: "none" }]);
};
const of = (http: number): Trial => ({ webSocket: 2, http });

test("a figure is the median of its trials beside a WebSocket, with an interval and a verdict on its limit", async () => {
  const [row] = await repeatTrial([RATIO], inTurn(of(4), of(5), of(6), of(7), of(8), of(30)), PATIENCE);
  expect(row).toMatchObject({
    compared: "3.25x",
    "from..to": "2.00x .. 15.00x",
    limit: "at most 3x",
    verdict: "exceeded",
    trials: 6,
    refused: 0,
  });
  const difference = { ...RATIO, as: "difference", unit: "ms", limit: 30 } as const;
  expect((await repeatTrial([difference], inTurn(of(22)), PATIENCE))[0]).toMatchObject({
    WebSocket: "2.0 ms",
    HTTP: "22.0 ms",
    compared: "20.0 ms",
    verdict: "kept",
  });
});

test("a value that has no counterpart is compared with its limit, which may be the smallest allowed one", async () => {
  const alone = { ...RATIO, as: "alone", unit: "/s", limit: 20, isAtLeast: true } as const;
  expect((await repeatTrial([alone], inTurn(of(19)), PATIENCE))[0]).toMatchObject({
    WebSocket: "",
    compared: "",
    limit: "at least 20 /s",
    verdict: "exceeded",
  });
  expect((await repeatTrial([alone], inTurn(of(21)), PATIENCE))[0]).toMatchObject({ verdict: "kept" });
});

test("refused trials are repeated and counted, and too few valid ones decide nothing", async () => {
  const refused = { refused: "load-bound" };
  const [row] = await repeatTrial([RATIO], inTurn(refused, refused, of(4)), PATIENCE);
  expect(row).toMatchObject({ verdict: "kept", trials: 6, refused: 2 });
  const [late] = await repeatTrial([RATIO], inTurn(refused), { ...PATIENCE, limitMs: 0 });
  expect(late).toMatchObject({ verdict: "undecided", trials: 0, refused: 1, "from..to": "" });
});
