import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { joinTag } from "../../examples/tag/src/client/join-tag.ts";
import { TagInput } from "../../examples/tag/src/rules/state.ts";
import { until } from "../support/until.ts";
import { openPage } from "./page.ts";
import { play, readOnce, run, useTag } from "./tag-page.ts";

const STEP_MS = 1000 / 30;
const MAX_RIDES = 20;
const MEASURE_STALLS = `window.stall = 0; let last = performance.now();
(function frame() {
  const now = performance.now();
  window.stall = Math.max(window.stall, now - last);
  last = now;
  requestAnimationFrame(frame);
})();`;

const tag = useTag();

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
  const { network, server } = tag();
  const { page, errors, screenshot } = await openPage(network.endpoint, {
    before: MEASURE_STALLS,
    // The page sends its inputs with its frames: with few of them, more inputs come late.
    framesPerSecond: 60,
  });
  const begin = await play(page);

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
  const other = await joinTag(`http://127.0.0.1:${server.port}`, "Other");
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
