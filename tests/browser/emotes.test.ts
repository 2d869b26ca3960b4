import { EMOTES } from "@fray/shared-state/protocol/messages";
import { expect, test } from "vitest";

import { TestPlayer } from "../support/player.ts";
import { until } from "../support/until.ts";
import { bodyOf, enter } from "./enter.ts";
import { MIDDLE } from "./page.ts";
import { useServer } from "./use-server.ts";

const server = useServer("--map", "duel");

test("an emote picked on the wheel, by direction or by number, is shown to a spectator while the fighter keeps moving", async () => {
  const { page, errors, screenshot } = await enter(server.http, "Mime");
  const watcher = await TestPlayer.join(server.http, "Watcher", { spectate: true });
  const seen: string[] = [];
  watcher.onFrame = ({ events }) => {
    for (const one of events) if (one.type === "emote") seen.push(EMOTES[one.emote] ?? "");
  };
  await until("the watcher watches", () => watcher.frame?.watched?.name === "Mime");
  const wheel = page.getByRole("menu", { name: "Emotes" });

  await page.mouse.move(MIDDLE.x, MIDDLE.y);
  await page.keyboard.down("KeyX");
  await wheel.waitFor();
  await page.mouse.move(MIDDLE.x + 80, MIDDLE.y);
  await wheel.getByText("Thanks").waitFor();
  await screenshot("emote-wheel");
  const { x } = await bodyOf(page);
  const key = x > 10 ? "KeyA" : "KeyD";
  await page.keyboard.down(key);
  await until("it runs", async () => Math.abs((await bodyOf(page)).x - x) > 0.5);
  await page.keyboard.up(key);
  await page.keyboard.up("KeyX");
  await wheel.waitFor({ state: "detached" });
  await until("thanks are seen", () => seen.includes("thanks"));

  await page.keyboard.down("KeyX");
  await wheel.waitFor();
  await page.keyboard.press("Digit8");
  await wheel.waitFor({ state: "detached" });
  await page.keyboard.up("KeyX");
  await until("the heart is seen", () => seen.includes("heart"));

  // The middle of the wheel selects no emote.
  await page.keyboard.down("KeyX");
  await wheel.waitFor();
  await page.keyboard.up("KeyX");
  await wheel.waitFor({ state: "detached" });
  expect(seen).toEqual(["thanks", "heart"]);
  expect(errors).toEqual([]);
  await watcher.leave();
});
