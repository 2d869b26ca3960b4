import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";

import { startTag, type TagServer } from "../support/tag.ts";
import { Network } from "../support/tcp-network.ts";
import { until } from "../support/until.ts";

/** The state that the page of the example game exposes. */
export interface Reading {
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

/** Takes longer than a round trip, and is short enough that a busy machine does not disturb all runs. */
const RUN_U = 1.5;

export interface TagGame {
  readonly server: TagServer;
  /** The line between page and server. */
  readonly network: Network;
}

/** Starts the example game for all tests of a file, at 150 ms. */
export function useTag(): () => TagGame {
  let game: TagGame | undefined;
  beforeAll(async () => {
    const server = await startTag(0);
    game = { server, network: await Network.open(server.port, { roundTripMs: 150 }) };
  });
  afterAll(async () => {
    await game?.network.close();
    expect(await game?.server.stop()).toBe(0);
  });
  return () => {
    if (!game) throw new Error("tag has not started");
    return game;
  };
}

/** Enters the game by its page. */
export async function play(page: Page): Promise<Reading> {
  await page.getByLabel("Your name").fill("Tester");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  return readOnce(page, "it is in the game", ({ id }) => id > 0);
}

const read = (page: Page): Promise<Reading | undefined> =>
  page.evaluate<Reading | undefined>(`window.tag && {
    id: tag.own.body.id, x: tag.own.body.x, y: tag.own.body.y, isIt: tag.own.body.isIt,
    ping: tag.room.clock.smoothedRtt(), status: document.querySelector("output").textContent,
    corrections: tag.own.corrections, stall: window.stall,
  }`);

export const readOnce = (page: Page, what: string, condition: (reading: Reading) => boolean): Promise<Reading> =>
  until(what, async () => {
    const reading = await read(page);
    return reading && condition(reading) ? reading : undefined;
  });

/** Holds these keys until the body has moved by `RUN_U`, or is at an edge of the map. */
export async function run(page: Page, keys: readonly string[]): Promise<void> {
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
