import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { until } from "../support/until.ts";
import { bodyOf } from "./enter.ts";
import { ask, openPage, VIEWPORT } from "./page.ts";
import { noteUsedParts, withoutParts, type Absence } from "./platform.ts";
import { useServer } from "./use-server.ts";

const server = useServer("--map", "duel", "--bots", "2", "--joins-per-minute", "0");

/** Chromium's own note about a page that is not a secure context. */
const IS_NOTE = /^The Cross-Origin-Opener-Policy header has been ignored/;

/** Small, because many pages are drawn in software. */
const SMALL = { width: 480, height: 270 };

interface FightOptions {
  readonly prepare?: (page: Page) => Promise<unknown>;
  readonly url?: string;
  readonly viewport?: typeof VIEWPORT;
}

/**
 * Opens a page that runs `before` first, and plays in it: the body walks and shoots. Fails on any error in the page.
 */
async function fight(
  before: string,
  { prepare, url = server.http, viewport = SMALL }: FightOptions = {},
): Promise<Page> {
  const { page, errors } = await openPage("about:blank", viewport, { before });
  await prepare?.(page);
  await page.goto(url);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  const start = await bodyOf(page);
  await page.mouse.move(200, 100);
  await page.mouse.down();
  await page.keyboard.down(start.x > 10 ? "KeyA" : "KeyD");
  await until("it walks and shoots", () =>
    ask(page, ({ frame, stats }) => (stats().shots.predicted > 0 ? frame?.self?.x : undefined)).then(
      (x) => x !== undefined && Math.abs(x - start.x) > 0.5,
    ),
  );
  await page.mouse.up();
  expect(errors.filter((error) => !IS_NOTE.test(error))).toEqual([]);
  return page;
}

/** Opens all dialogs over the arena and in the menu. */
async function openEverything(page: Page): Promise<void> {
  await page.keyboard.press("Enter");
  await page.getByLabel("Message to everybody").fill("hello");
  await page.keyboard.press("Enter");
  await page.getByText("hello").first().waitFor();
  await page.keyboard.down("Tab");
  await page.getByText("Deaths").filter({ visible: true }).first().waitFor();
  await page.keyboard.up("Tab");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByRole("button", { name: /Link copied|Copy it from here/ }).waitFor();
  await page.getByRole("button", { name: "Settings" }).click();
  const settings = page.getByRole("dialog", { name: "Settings" });
  await settings.getByLabel("Mute").check();
  await settings.getByLabel("Reduced").check();
  await page.keyboard.press("Escape");
  await settings.waitFor({ state: "hidden" });
}

test.each<Absence>(["missing", "throws"])(
  "a browser in which everything optional %s plays, and all dialogs open",
  async (absence) => {
    const page = await fight(withoutParts(absence), { viewport: VIEWPORT });
    await openEverything(page);
    expect(await page.getByRole("button", { name: "Reload" }).count()).toBe(0);
  },
);

/**
 * Adds the header that forbids gamepads to the server's own response. A response made by the test would have another
 * origin and may open no WebSocket.
 */
async function forbidGamepads(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  session.on("Fetch.requestPaused", ({ requestId, responseHeaders = [], responseStatusCode = 200 }) => {
    void session.send("Fetch.continueResponse", {
      requestId,
      responseCode: responseStatusCode,
      responseHeaders: [...responseHeaders, { name: "Permissions-Policy", value: "gamepad=()" }],
    });
  });
  await session.send("Fetch.enable", { patterns: [{ urlPattern: `${server.http}/`, requestStage: "Response" }] });
}

test("the game plays on a page that may not read gamepads", async () => {
  const page = await fight("", { prepare: forbidGamepads });
  const refusal = page.evaluate(() => navigator.getGamepads());
  await expect(refusal).rejects.toThrow(/permissions policy/i);
});

test("the game plays over plain http, without the features that browsers keep for secure pages", async () => {
  const page = await fight("", { url: `http://insecure.test:${server.port}` });
  expect(await page.evaluate(() => [isSecureContext, "clipboard" in navigator, "randomUUID" in crypto])).toEqual([
    false,
    false,
    false,
  ]);
});

/**
 * Sets of the parts such that, for every two parts, one set has the first and not the second. So no missing part can
 * hide an error that another missing part causes.
 */
function separatingSets(parts: readonly string[]): string[][] {
  const bits = Array.from({ length: Math.ceil(Math.log2(parts.length)) }, (_, bit) => 2 ** bit);
  return bits.flatMap((bit) => [0, bit].map((wanted) => parts.filter((_, index) => (index & bit) === wanted)));
}

test("the game plays when any optional part that it uses is absent while the others exist", async () => {
  const first = await fight(noteUsedParts(), { viewport: VIEWPORT });
  await openEverything(first);
  const used = await first.evaluate(() => [...window.usedParts]);
  await first.context().close();
  expect(used).toEqual(
    expect.arrayContaining(["Navigator.prototype.getGamepads", "window.localStorage", "window.AudioContext"]),
  );
  for (const absence of ["missing", "throws"] as const) {
    for (const parts of separatingSets(used)) {
      const page = await fight(withoutParts(absence, parts)).catch((error: unknown) => {
        throw new Error(`${parts.join(", ")} ${absence}`, { cause: error });
      });
    }
  }
});
