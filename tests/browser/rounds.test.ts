import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { until } from "../support/until.ts";
import { ask, openPage } from "./page.ts";
import { useServer } from "./use-server.ts";

/** A short free-for-all, then a capture the flag on a larger map. */
const ARGS = [
  "--map",
  "kiln,foundry",
  "--mode",
  "ffa,ctf",
  "--round-seconds",
  "6",
  "--warmup-seconds",
  "2",
  "--bots",
  "4",
];

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

const server = useServer(...ARGS);

test("a player stays in the game from warmup to podium and on to the next map", async () => {
  const { page, errors, screenshot } = await openPage(server.http, { before: COUNT_TEXTURES });
  await page.getByRole("button", { name: "Play" }).waitFor();
  await page.keyboard.press("Enter");
  const round = () => ask(page, ({ frame }) => frame?.round);
  const inPhase = (phase: string) =>
    until(`the phase is ${phase}`, async () => (await round())?.phase === phase, 30_000);
  await inPhase("live");
  await until("it fights", () => ask(page, ({ frame }) => frame?.self?.alive));
  await screenshot("round-live");
  const textures = await heldTextures(page);
  await inPhase("results");
  await until("nobody is left", async () => (await ask(page, ({ frame }) => frame?.self?.alive)) === false);
  expect(await round()).toMatchObject({ mode: "ffa", nextMap: "foundry", nextMode: "ctf" });
  await screenshot("round-results");
  await inPhase("warmup");
  await screenshot("round-next");
  expect(await round()).toMatchObject({ mode: "ctf" });
  await inPhase("live");
  await until("it fights again", () => ask(page, ({ frame }) => frame?.self?.alive));
  expect(await ask(page, ({ frame }) => frame?.flags.length)).toBe(2);
  expect(await ask(page, ({ frame }) => frame?.self?.team)).toBeGreaterThan(0);
  await screenshot("round-flags");
  expect(await heldTextures(page), "what the first map was painted on").toBe(textures);
  expect(errors).toEqual([]);
});
