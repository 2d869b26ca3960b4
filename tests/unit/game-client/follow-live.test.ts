import { followLive } from "@fray/game-client/internal/replay/live/follow-live";
import { afterEach, expect, test, vi } from "vitest";

import { HandClock } from "../../support/hand-clock.ts";

const PART_MS = 2000;
const START = { address: "https://fray.example/api/live/x", first: 3, next: 6, nextInMs: 700, fragmentSeconds: 2 };
const rest = { opening: new Uint8Array(), second: 6, delaySeconds: 15 };

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A server that publishes a part every two seconds up to `end`, and a viewer who follows it for `ms`. */
async function follow({
  end,
  ms,
  isBroken = () => false,
}: {
  end: number;
  ms: number;
  isBroken?: (at: number) => boolean;
}) {
  const clock = new HandClock();
  const got: number[] = [];
  let [asked, early, ended] = [0, 0, 0];
  vi.stubGlobal("fetch", async (address: string) => {
    asked++;
    if (isBroken(clock.now())) throw new TypeError("no network");
    const part = Number(address.split("/").at(-1));
    if (part > end) return new Response(undefined, { status: 404 });
    const dueAt = part < START.next ? 0 : START.nextInMs + (part - START.next) * PART_MS;
    if (clock.now() >= dueAt) return new Response(Uint8Array.of(part));
    early++;
    return new Response(undefined, { status: 409 });
  });
  const leaving = new AbortController();
  const following = followLive(
    { ...START, ...rest },
    { runtime: clock, signal: leaving.signal, onFragment: ([part = 0]) => got.push(part), onEnd: () => ended++ },
  );
  for (let passed = 0; passed < ms; passed += 50) {
    // Answers come in microtasks.
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    clock.pass(50);
  }
  leaving.abort();
  clock.pass(10_000);
  await following;
  return { got, asked, early, ended };
}

test("a viewer has what is there at once, then each part soon after it is published, and asks once for each", async () => {
  const { got, asked, ended } = await follow({ end: 1000, ms: 60_700 });
  expect(got).toEqual(got.map((_, index) => START.first + index));
  expect(got.length).toBeGreaterThanOrEqual(3 + 30);
  expect(asked - got.length).toBeLessThanOrEqual(1);
  expect(ended).toBe(0);
});

test("a viewer goes on after an outage without leaving anything out", async () => {
  const { got } = await follow({ end: 1000, ms: 60_000, isBroken: (at) => at > 10_000 && at < 25_000 });
  expect(got).toEqual(got.map((_, index) => START.first + index));
  expect(got.at(-1)).toBeGreaterThan(30);
});

test("the last part ends it", async () => {
  const { got, ended } = await follow({ end: 9, ms: 20_000 });
  expect([got.at(-1), ended]).toEqual([9, 1]);
});
