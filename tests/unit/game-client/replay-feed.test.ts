import type { RecordedBody, RecordedTick } from "@fray/game-client/internal/replay/recorded";
import { ReplayFeed } from "@fray/game-client/internal/replay/replay-feed";
import type { Answer, Question } from "@fray/game-client/internal/replay/worker/messages";
import { expect, test } from "vitest";

const facts = { firstTick: 0, lastTick: 300, tickRate: 30 };
const ticks = (from: number, to: number): RecordedTick[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ tick: from + index, bodies: [] }) as unknown as RecordedTick);

/** A worker whose answers wait for the test. */
function openFeed(isLive = false) {
  const waiting: { readonly question: Question; readonly answer: (answer: Answer) => Promise<void> }[] = [];
  const failures: string[] = [];
  const feed = new ReplayFeed({
    facts,
    isLive,
    ask: (question) =>
      new Promise((resolve) => {
        waiting.push({
          question,
          answer: async (answer) => {
            resolve(answer);
            await Promise.resolve();
            await Promise.resolve();
          },
        });
      }),
    onFail: (message) => failures.push(message),
  });
  const next = () => {
    const one = waiting.shift();
    if (!one) throw new Error("nothing is asked");
    return one;
  };
  return { feed, waiting, failures, next };
}

test("a seek replaces one that still waits, and the answer to the older one is not shown", async () => {
  const { feed, waiting, next } = openFeed();
  feed.seek(50, true);
  feed.seek(100, true);
  feed.seek(200, true);
  expect(waiting).toHaveLength(1);
  await next().answer({ type: "ticks", ticks: ticks(39, 50), isEnd: false });
  expect(feed.arrived).toBeUndefined();
  const last = next();
  expect(last.question).toEqual({ type: "seek", tick: 200, lead: 11 });
  await last.answer({ type: "ticks", ticks: ticks(189, 200), isEnd: false });
  expect(feed.arrived).toBe(200);
  expect(waiting).toHaveLength(0);
});

test("ticks are fetched one question at a time up to what is wanted, and a seek among them needs no question", async () => {
  const { feed, waiting, next } = openFeed();
  feed.seek(100, true);
  await next().answer({ type: "ticks", ticks: ticks(89, 100), isEnd: false });
  feed.fetch(100, 145);
  feed.fetch(101, 145);
  const first = next();
  expect(first.question).toEqual({ type: "play", ticks: 5 });
  expect(waiting).toHaveLength(0);
  await first.answer({ type: "ticks", ticks: ticks(101, 105), isEnd: false });
  expect(next().question).toEqual({ type: "play", ticks: 4 });
  feed.seek(103, true);
  expect(feed.arrived).toBe(105);
  expect(feed.at(103)?.tick).toBe(103);
});

test("a faster playback, which misses more ticks, asks for more of them at once, up to a limit", async () => {
  const { feed, next } = openFeed();
  feed.seek(0, false);
  await next().answer({ type: "ticks", ticks: ticks(0, 0), isEnd: false });
  feed.fetch(0, 90);
  const first = next();
  expect(first.question).toEqual({ type: "play", ticks: 9 });
  feed.fetch(0, 300);
  await first.answer({ type: "ticks", ticks: ticks(1, 9), isEnd: false });
  const second = next();
  expect(second.question).toEqual({ type: "play", ticks: 10 });
  await second.answer({ type: "ticks", ticks: ticks(10, 298), isEnd: false });
  expect(next().question).toEqual({ type: "play", ticks: 2 });
});

test("a moment comes without its past, unless that is wanted too", async () => {
  const { feed, waiting, next } = openFeed();
  feed.seek(100, false);
  const first = next();
  expect(first.question).toEqual({ type: "seek", tick: 100, lead: 0 });
  await first.answer({ type: "ticks", ticks: ticks(100, 100), isEnd: false });
  feed.seek(100, false);
  expect(waiting).toHaveLength(0);
  feed.seek(100, true);
  expect(next().question).toEqual({ type: "seek", tick: 100, lead: 11 });
});

test("a replay that ends early ends there, and one that fails says so once and asks no more", async () => {
  const { feed, waiting, failures, next } = openFeed();
  feed.seek(300, true);
  await next().answer({ type: "ticks", ticks: ticks(280, 290), isEnd: true });
  expect(feed.lastTick).toBe(290);
  feed.seek(10, true);
  await next().answer({ type: "failed", message: "This replay is damaged at second 3." });
  feed.fetch(10, 90);
  feed.seek(20, true);
  expect(failures).toEqual(["This replay is damaged at second 3."]);
  expect(waiting).toHaveLength(0);
});

test("ticks long before what is shown are forgotten", async () => {
  const { feed, next } = openFeed();
  const crowd = ticks(0, 299).map((tick) => Object.assign(tick, { bodies: Array.from<RecordedBody>({ length: 400 }) }));
  feed.seek(0, true);
  await next().answer({ type: "ticks", ticks: crowd, isEnd: false });
  feed.fetch(290, 299);
  expect(feed.at(100)).toBeUndefined();
  expect(feed.at(200)?.tick).toBe(200);
});

test("a round that is being played has no end until it is complete", async () => {
  const { feed, waiting, next } = openFeed(true);
  feed.seek(290, true);
  await next().answer({ type: "ticks", ticks: ticks(279, 290), isEnd: false });
  feed.fetch(290, 330);
  await next().answer({ type: "ticks", ticks: ticks(291, 298), isEnd: true });
  expect([feed.lastTick, feed.isGrowing]).toEqual([300, true]);
  feed.grow(360, false);
  feed.fetch(298, 330);
  await next().answer({ type: "ticks", ticks: ticks(299, 328), isEnd: false });
  expect(feed.arrived).toBe(328);
  feed.grow(330, true);
  expect([feed.lastTick, feed.isGrowing]).toEqual([360, false]);
  feed.fetch(328, 360);
  while (waiting.length > 0) await next().answer({ type: "ticks", ticks: ticks(329, 332), isEnd: true });
  expect(feed.lastTick).toBe(332);
});
