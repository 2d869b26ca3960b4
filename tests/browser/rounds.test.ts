import { copyFileSync, readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { until } from "../support/until.ts";
import { ask, openPage, SELDOM, type GamePage } from "./page.ts";
import { TAKES_PICTURES } from "./pictures.ts";
import { useServerProcess } from "./use-server.ts";

/** Wide enough for the name of the mode. */
const WIDE = { width: 960, height: 540 };

/** A free-for-all that three kills end, late enough for a slow page, then a capture the flag on a larger map. */
const ARGS = "--map duel,foundry --mode ffa,ctf --score-limit 3 --warmup-seconds 1 --bots 6 --bot-skill veteran".split(
  " ",
);
const server = useServerProcess(...ARGS);

/** Counts, in the page, the textures on the graphics card. */
const COUNT_TEXTURES = `
  const held = (window.__heldTextures = new Set());
  for (const { prototype } of [WebGLRenderingContext, WebGL2RenderingContext]) {
    const { createTexture, deleteTexture } = prototype;
    prototype.createTexture = function () {
      const texture = createTexture.call(this);
      held.add(texture);
      return texture;
    };
    prototype.deleteTexture = function (texture) {
      held.delete(texture);
      deleteTexture.call(this, texture);
    };
  }
`;
const heldTextures = (page: Page) => page.evaluate<number>("window.__heldTextures.size");

test("a player stays in the game from warmup over the results, with a table, the next round and a picture, to the next map", async () => {
  const opened = await openPage(server.http, { before: COUNT_TEXTURES, viewport: WIDE, framesPerSecond: SELDOM });
  const { page, errors, screenshot } = opened;
  await page.getByLabel("Your name").fill("Reader");
  await page.keyboard.press("Enter");
  const round = () => ask(page, ({ frame }) => frame?.round);
  const inPhase = (phase: string) =>
    until(`the phase is ${phase}`, async () => (await round())?.phase === phase, 60_000);
  await inPhase("live");
  await until("it fights", () => ask(page, ({ frame }) => frame?.self?.alive));
  await screenshot("round-live");
  const textures = await heldTextures(page);

  await inPhase("results");
  await until("nobody is left", async () => (await ask(page, ({ frame }) => frame?.self?.alive)) === false);
  expect(await round()).toMatchObject({ mode: "ffa", nextMap: "foundry", nextMode: "ctf" });
  await expectResults(opened);

  await inPhase("warmup");
  await screenshot("round-next");
  expect(await round()).toMatchObject({ mode: "ctf" });
  await page.getByRole("dialog", { name: "Results" }).waitFor({ state: "detached" });
  await page.getByRole("region", { name: "Round" }).getByText("Capture the flag").waitFor();
  await inPhase("live");
  await until("it fights again", () => ask(page, ({ frame }) => frame?.self?.alive));
  expect(await ask(page, ({ frame }) => frame?.flags.length)).toBe(2);
  expect(await ask(page, ({ frame }) => frame?.self?.team)).toBeGreaterThan(0);
  await screenshot("round-flags");
  expect(await heldTextures(page), "what the first map was painted on").toBe(textures);
  expect(errors).toEqual([]);
});

/** The results: how it ended for the player, the whole table, and the next round. */
async function expectResults({ page, screenshot }: GamePage): Promise<void> {
  const results = page.getByRole("dialog", { name: "Results" });
  await results.waitFor();
  const fighters = await ask(page, ({ standings }) =>
    standings()
      .filter(({ spectator }) => !spectator)
      .map(({ name, score }) => ({ name, score })),
  );
  await screenshot("results");
  expect(fighters?.[0]?.score).toBeGreaterThanOrEqual(3);
  const names = fighters?.map(({ name }) => name);
  expect(await results.locator("td.name .player-name .text").allInnerTexts()).toEqual(names);
  const place = (names?.indexOf("Reader") ?? -1) + 1;
  expect(await results.getByRole("heading").innerText()).toBe(place === 1 ? "You won" : "You lost");
  expect(await results.getByRole("status").innerText()).toMatch(
    new RegExp(`You were ${place}(?:st|nd|rd|th) of ${names?.length}\\. Free for all on `),
  );
  expect(await results.innerText()).toMatch(/Next: Capture the flag on foundry in \d+/i);
  expect(await page.getByRole("region", { name: "Your fighter" }).count()).toBe(0);
  await expectPicture(page);
}

/** The picture of the result is a PNG of the size that chats show. */
async function expectPicture(page: Page): Promise<void> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Share a picture" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("fray-result.png");
  const path = await download.path();
  const bytes = readFileSync(path);
  expect([...bytes.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
  if (TAKES_PICTURES) copyFileSync(path, "screenshots/shared-picture.png");
  await page.getByRole("button", { name: "Picture made" }).waitFor();
}
