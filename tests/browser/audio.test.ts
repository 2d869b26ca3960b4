import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { bundle } from "../support/bundle.ts";
import { IDLE, TestPlayer } from "../support/player.ts";
import { until } from "../support/until.ts";
import type * as Probe from "./audio-probe.ts";
import { sharedChromium } from "./contexts.ts";
import { ask, openPage } from "./page.ts";
import { useServer } from "./use-server.ts";

const server = useServer("--map", "duel");

let page: Page;
beforeAll(async () => {
  const [script, browser] = await Promise.all([bundle("browser/audio-probe.ts", "audio"), sharedChromium()]);
  page = await browser.newPage();
  await page.addScriptTag({ content: script });
  await page.evaluate("audio.ready");
});
afterAll(() => page.close());

/** Calls a function of the probe in the page. */
function call<Name extends "render" | "lengthOf" | "countPlayed">(
  name: Name,
  ...args: Parameters<(typeof Probe)[Name]>
): Promise<Awaited<ReturnType<(typeof Probe)[Name]>>> {
  return page.evaluate(`audio.${name}(...${JSON.stringify(args)})`);
}

const decibels = (loudness: number): number => 20 * Math.log10(loudness);

test("every sound is short, does not clip, and is as loud as its recipe says", async () => {
  const levels = await page.evaluate<typeof Probe.levels>("audio.levels");
  expect(levels.length).toBeGreaterThan(35);
  for (const [sound, level] of levels) {
    const { left, right } = await call("render", [{ sound }]);
    expect(left, sound).toEqual(right);
    expect(left.isFinite, sound).toBe(true);
    expect(left.peak, sound).toBeLessThan(0.8);
    expect(Math.abs(decibels(left.loudness) - level), sound).toBeLessThan(3);
    expect(await call("lengthOf", sound), sound).toBeLessThan(1.5);
  }
});

test("more important sounds are louder: a kill than a hit, a hit than a shot, a shot than its impact", async () => {
  const sounds = ["kill", "hit", "pulse", "impact"] as const;
  const loudness = await Promise.all(sounds.map(async (sound) => (await call("render", [{ sound }])).left.loudness));
  expect(loudness).toEqual(loudness.toSorted((a, b) => b - a));
});

test("shots of all fighters at the same time do not clip", async () => {
  const played = Array.from({ length: 60 }, (_, i) => ({
    sound: (["blast", "rail", "scatter", "pulse"] as const)[i % 4] ?? "pulse",
  }));
  const { left, right } = await call("render", played);
  expect(Math.max(left.peak, right.peak)).toBeLessThan(1);
  expect(left.isFinite).toBe(true);
});

test("a shot on the right is heard on the right, and a shot on the left on the left", async () => {
  const onRight = await call("render", [{ sound: "pulse", x: 8 }]);
  expect(decibels(onRight.right.loudness / onRight.left.loudness)).toBeGreaterThan(6);
  const onLeft = await call("render", [{ sound: "pulse", x: -8 }]);
  expect(decibels(onLeft.left.loudness / onLeft.right.loudness)).toBeGreaterThan(6);
});

test("a distant shot is softer, and a shot out of earshot is silent", async () => {
  const [near, far, gone] = await Promise.all(
    [3, 12, 21].map(async (y) => (await call("render", [{ sound: "pulse", y }])).left),
  );
  expect(decibels((near?.loudness ?? 0) / (far?.loudness ?? 1))).toBeGreaterThan(8);
  expect(gone?.peak).toBe(0);
});

test("a shot behind a wall is softer and duller", async () => {
  const clear = await call("render", [{ sound: "scatter", y: 5 }]);
  const muffled = await call("render", [{ sound: "scatter", y: 5, muffled: true }]);
  expect(muffled.left.loudness).toBeLessThan(clear.left.loudness);
  expect(muffled.left.brightness).toBeLessThan(clear.left.brightness * 0.7);
});

test("when all voices are in use, only a more important sound still plays", async () => {
  expect(await call("countPlayed", 100, 4)).toEqual({ before: 28, after: 1 });
  expect(await call("countPlayed", 100, 1)).toEqual({ before: 28, after: 0 });
});

/** Runs in the page before its own scripts: records the sounds that begin, by length, and their audio contexts. */
function countSounds(): void {
  const counted = { contexts: [] as AudioContext[], begun: 0, lengths: [] as number[] };
  Object.assign(window, { counted });
  // Each call of the test driver counts as a user gesture.
  Object.defineProperty(navigator, "userActivation", { value: { hasBeenActive: false } });
  window.AudioBufferSourceNode = class extends AudioBufferSourceNode {
    constructor(context: BaseAudioContext, options?: AudioBufferSourceOptions) {
      super(context, options);
      if (!(context instanceof AudioContext)) return;
      counted.begun++;
      counted.lengths.push(options?.buffer?.duration ?? 0);
    }
  };
  window.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      counted.contexts.push(this);
    }
  };
}

/** Simulates another tab in front, because a browser without a window can't hide a page. */
const setHidden = (game: Page, hidden: boolean) =>
  game.evaluate((value) => {
    Object.defineProperty(document, "hidden", { value, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);

test("the page is silent until the first gesture; then shots are heard, except while the page is hidden or muted", async () => {
  const { page: game, errors } = await openPage(server.http, {
    before: `(${countSounds.toString()})()`,
    sound: true,
  });
  const states = () => game.evaluate<string[]>("counted.contexts.map(({ state }) => state)");
  const begun = () => game.evaluate<number>("counted.begun");
  const play = game.getByRole("button", { name: "Play", exact: true });
  await play.waitFor();
  expect(await states()).toEqual([]);
  await play.click();
  await until("the body is there", () => ask(game, ({ frame }) => frame?.self?.alive));
  await until("sound may begin", async () => {
    // A browser that did not count one gesture counts the next.
    await game.mouse.click(320, 180);
    return (await states()).join() === "running";
  });
  const before = await begun();
  await game.mouse.down();
  await until("shots are heard", async () => (await begun()) > before + 2);
  await setHidden(game, true);
  await until("nobody looks", async () => (await states()).join() === "suspended");
  await setHidden(game, false);
  await until("it sounds again", async () => (await states()).join() === "running");
  await game.mouse.up();

  await game.evaluate(`localStorage.setItem("fray.settings", '{"muted":true}')`);
  await game.reload();
  await until("it plays on", () => ask(game, ({ frame }) => frame?.self?.alive));
  await game.mouse.click(400, 300);
  await until("sound might begin", async () => (await states()).join() === "running");
  await game.mouse.down();
  await until("shots are fired", () => ask(game, ({ stats }) => stats().shots.predicted > 3));
  expect(await begun()).toBe(0);
  expect(errors).toEqual([]);
});

/**
 * Runs in the page: for each frame with a mark for a hit by the player, records whether a sound of `length` s began
 * with it.
 */
function watchMarks(length: number): void {
  const marks: boolean[] = [];
  const { counted } = window as unknown as { counted: { lengths: number[] } };
  Object.assign(window, { marks });
  let last: unknown;
  const watch = (): void => {
    requestAnimationFrame(watch);
    const frame = window.__fray?.frame;
    if (frame === last) return;
    last = frame;
    const marked = frame?.events.some(({ type }) => type === "mark") === true;
    if (marked) marks.push(counted.lengths.some((begun) => Math.abs(begun - length) < 0.001));
    counted.lengths.length = 0;
  };
  watch();
}

test("a hit is heard in the frame in which it is shown", async () => {
  const { page: game } = await openPage(server.http, { before: `(${countSounds.toString()})()`, sound: true });
  await game.getByRole("button", { name: "Play", exact: true }).click();
  await until("the body is there", () => ask(game, ({ frame }) => frame?.self?.alive));
  const target = await TestPlayer.join(server.http);
  // Both bodies move along the upper wall, where nothing is between them.
  target.play = (frame) => ({ ...IDLE, moveX: Math.sign(10 - (frame?.focus.x ?? 10)), moveY: -1 });
  await game.keyboard.down("KeyW");
  await game.evaluate(`(${watchMarks.toString()})(${await call("lengthOf", "hit")})`);
  await game.mouse.down();
  const marks = await until("three hits are marked", async () => {
    const aim = await ask(game, ({ frame, toScreen }) => {
      const [other] = frame?.others ?? [];
      return other && toScreen(other.x, other.y);
    });
    if (aim) await game.mouse.move(aim.x, aim.y);
    const seen = await game.evaluate<boolean[]>("marks");
    return seen.length >= 3 ? seen : undefined;
  });
  expect(marks).not.toContain(false);
  await target.leave();
});
