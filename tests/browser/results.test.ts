import { expect, test } from "vitest";

import { until } from "../support/until.ts";
import { enter } from "./enter.ts";
import { ask } from "./page.ts";
import { useServer } from "./use-server.ts";

const ARGS = [
  "--map",
  "duel,kiln",
  "--mode",
  "ffa,tdm",
  "--round-seconds",
  "12",
  "--bots",
  "5",
  "--bot-skill",
  "veteran",
];

const server = useServer(...ARGS);

test("after a round the page shows the winner, the three best, the player's own row and the next round", async () => {
  const { page, errors, screenshot } = await enter(server.http, "Reader");
  const podium = page.getByRole("status", { name: "Results" });
  await podium.waitFor({ timeout: 40_000 });
  const shown = await until("the podium is known", () =>
    ask(page, ({ frame, standings }) => {
      const { podium: ids = [], winner = 0 } = frame?.round ?? {};
      const best = ids.map((id) => standings().find((standing) => standing.id === id));
      return { winner, best: best.map((standing) => ({ name: standing?.name ?? "", score: standing?.score ?? 0 })) };
    }),
  );
  await screenshot("results");
  expect(await podium.locator("li .player-name .text").allInnerTexts()).toEqual(shown.best.map(({ name }) => name));
  for (const { score } of shown.best) await podium.getByText(`${score} point`).first().waitFor();
  const [first] = shown.best;
  const verdict = first?.name === "Reader" ? "You win" : `${first?.name} wins`;
  expect(await podium.getByRole("heading").innerText()).toBe(verdict);
  if (!shown.best.some(({ name }) => name === "Reader")) await podium.getByText("You finished at").waitFor();
  expect(await podium.innerText()).toMatch(/Next: Team deathmatch on kiln in \d+/i);
  expect(await page.getByRole("region", { name: "Your fighter" }).count()).toBe(0);
  await podium.waitFor({ state: "detached", timeout: 30_000 });
  await page.getByRole("region", { name: "Round" }).getByText("Team deathmatch").waitFor();
  expect(errors).toEqual([]);
});
