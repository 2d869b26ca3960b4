import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { until } from "../support/until.ts";
import { ask, openPage, SELDOM, type GamePage } from "./page.ts";
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

test("a player stays in the game from warmup over the podium, which shows the result and the next round, to the next map", async () => {
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
  await page.getByRole("status", { name: "Results" }).waitFor({ state: "detached" });
  await page.getByRole("region", { name: "Round" }).getByText("Capture the flag").waitFor();
  await inPhase("live");
  await until("it fights again", () => ask(page, ({ frame }) => frame?.self?.alive));
  expect(await ask(page, ({ frame }) => frame?.flags.length)).toBe(2);
  expect(await ask(page, ({ frame }) => frame?.self?.team)).toBeGreaterThan(0);
  await screenshot("round-flags");
  expect(await heldTextures(page), "what the first map was painted on").toBe(textures);
  expect(errors).toEqual([]);
});

/** The podium: the winner, the three best, the player's own row and the next round. */
async function expectResults({ page, screenshot }: GamePage): Promise<void> {
  const podium = page.getByRole("status", { name: "Results" });
  await podium.waitFor();
  const best = await until("the podium is known", () =>
    ask(page, ({ frame, standings }) =>
      (frame?.round.podium ?? []).map((id) => {
        const standing = standings().find((other) => other.id === id);
        return { name: standing?.name ?? "", score: standing?.score ?? 0 };
      }),
    ),
  );
  await screenshot("results");
  expect(best).toHaveLength(3);
  expect(best[0]?.score).toBeGreaterThanOrEqual(3);
  expect(await podium.locator("li .player-name .text").allInnerTexts()).toEqual(best.map(({ name }) => name));
  for (const { score } of best) await podium.getByText(`${score} point`).first().waitFor();
  const verdict = best[0]?.name === "Reader" ? "You win" : `${best[0]?.name} wins`;
  expect(await podium.getByRole("heading").innerText()).toBe(verdict);
  if (!best.some(({ name }) => name === "Reader")) await podium.getByText("You finished at").waitFor();
  expect(await podium.innerText()).toMatch(/Next: Capture the flag on foundry in \d+/i);
  expect(await page.getByRole("region", { name: "Your fighter" }).count()).toBe(0);
}
