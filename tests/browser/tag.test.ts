import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { joinTag } from "../../examples/tag/src/client/join-tag.ts";
import { TagInput } from "../../examples/tag/src/rules/state.ts";
import { startTag, type TagServer } from "../support/tag.ts";
import { Network } from "../support/tcp-network.ts";
import { until } from "../support/until.ts";
import { openPage } from "./page.ts";

/** The state that the page of the example game exposes. */
interface Reading {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly isIt: boolean;
  readonly ping: number;
  readonly status: string;
  /** The longest time between two frames since it was last set to 0, in ms. */
  readonly stall: number;
  readonly corrections: { readonly count: number; readonly largest: number };
}

const STEP_MS = 1000 / 30;
const MAX_RIDES = 20;
/** Takes longer than a round trip, and is short enough that a busy machine does not disturb all runs. */
const RUN_U = 1.5;
const MEASURE_STALLS = `window.stall = 0; let last = performance.now();
(function frame() {
  const now = performance.now();
  window.stall = Math.max(window.stall, now - last);
  last = now;
  requestAnimationFrame(frame);
})();`;

let tag: TagServer;
let network: Network;
beforeAll(async () => {
  tag = await startTag(0);
  network = await Network.open(tag.port, { roundTripMs: 150 });
});
afterAll(async () => {
  await network.close();
  expect(await tag.stop()).toBe(0);
});

const read = (page: Page): Promise<Reading | undefined> =>
  page.evaluate<Reading | undefined>(`window.tag && {
    id: tag.own.body.id, x: tag.own.body.x, y: tag.own.body.y, isIt: tag.own.body.isIt,
    ping: tag.room.clock.smoothedRtt(), status: document.querySelector("output").textContent,
    corrections: tag.own.corrections, stall: window.stall,
  }`);

const readOnce = (page: Page, what: string, condition: (reading: Reading) => boolean): Promise<Reading> =>
  until(what, async () => {
    const reading = await read(page);
    return reading && condition(reading) ? reading : undefined;
  });

/** Holds these keys until the body has moved by `RUN_U`, or is at an edge of the map. */
async function run(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.down(key);
  let before = await readOnce(page, "it is in the game", ({ id }) => id > 0);
  let still = 0;
  const begin = before;
  await until(`it runs by ${keys.join("+")}`, async () => {
    const now = await readOnce(page, "it is in the game", () => true);
    still = now.x === before.x && now.y === before.y ? still + 1 : 0;
    before = now;
    return Math.hypot(now.x - begin.x, now.y - begin.y) > RUN_U || still > 20;
  });
  for (const key of keys) await page.keyboard.up(key);
}

/**
 * Repeats a ride until each of its runs was once not corrected: a prediction that differs from the server is corrected in every
 * ride, a machine that stalls disturbs only some.
 */
async function rideUncorrected(page: Page, ride: readonly (readonly string[])[]): Promise<void> {
  const told: string[] = [];
  const corrected = new Set(ride.keys());
  while (told.length < MAX_RIDES) {
    // A correction arrives a round trip after its cause. This run gives earlier corrections time to arrive.
    await run(page, ["KeyS"]);
    await page.evaluate("window.stall = 0");
    const counts: number[] = [];
    for (const keys of [...ride, ["KeyS"]]) {
      counts.push((await readOnce(page, "it is in the game", ({ id }) => id > 0)).corrections.count);
      await run(page, keys);
    }
    const { corrections, stall } = await readOnce(page, "it is in the game", () => true);
    counts.push(corrections.count);
    // The cause of a correction is in the run in which it arrives, or in the run before.
    for (const index of ride.keys()) if (counts[index] === counts[index + 2]) corrected.delete(index);
    if (corrected.size === 0) return;
    told.push(`counts ${counts.join(" ")}, while the page stood still for ${Math.round(stall)} ms`);
  }
  throw new Error(`the runs ${[...corrected].join(", ")} were corrected in every ride: ${told.join("; ")}`);
}

test("tag is played at 150 ms without drift, over a lost connection, and until a player is tagged", async () => {
  const policy = (await fetch(network.endpoint)).headers.get("content-security-policy");
  expect(policy).toBe("default-src 'self'");
  const { page, errors, screenshot } = await openPage(network.endpoint, {
    before: MEASURE_STALLS,
    // The page sends its inputs with its frames: with few of them, more inputs come late.
    framesPerSecond: 60,
  });
  await page.getByLabel("Your name").fill("Tester");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  const begin = await readOnce(page, "it is in the game", ({ id }) => id > 0);

  // Corners, edges and turns: movements that depend on the player's own inputs only.
  const ride = [["KeyD"], ["KeyD", "KeyS"], ["KeyA"], ["KeyW", "KeyA"], ["ArrowUp"], ["ArrowRight", "ArrowDown"]];
  await rideUncorrected(page, ride);
  await readOnce(page, "it has measured its line", ({ ping }) => ping > 140);

  network.cut();
  await readOnce(page, "the player is told of the cut", ({ status }) => status.includes("Reconnecting"));
  network.restore();
  await readOnce(page, "the page is back", ({ status }) => status === "");
  const back = await readOnce(page, "it plays on", ({ id }) => id === begin.id);
  await rideUncorrected(page, [["KeyA"], ["KeyD", "KeyW"]]);
  expect(errors.filter((error) => !error.includes("WebSocket connection"))).toEqual([]);

  // Another player runs to this body: first the other is tagged, then this one.
  const other = await joinTag(`http://127.0.0.1:${tag.port}`, "Other");
  const input = other.input<TagInput>({ type: TagInput });
  let at = back;
  const chase = setInterval(() => {
    const self = other.state.bodies.get(other.sessionId);
    if (!self) return;
    const length = Math.hypot(at.x - self.x, at.y - self.y) || 1;
    Object.assign(input.data, { moveX: (at.x - self.x) / length, moveY: (at.y - self.y) / length });
    input.send();
  }, STEP_MS);
  const isIt = async (): Promise<boolean> => (at = await readOnce(page, "it is in the game", () => true)).isIt;
  await until("it has tagged the other", async () => !(await isIt()), 30_000);
  await screenshot("tag");
  await until("it has been tagged", isIt, 30_000);
  clearInterval(chase);
  await other.leave();
});
