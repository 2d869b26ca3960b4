import { afterEach, beforeEach, test } from "vitest";

import { Box } from "../support/box.ts";
import { until } from "../support/until.ts";
import { closeContexts } from "./contexts.ts";
import { bodyOf, enter } from "./enter.ts";
import { useServer } from "./use-server.ts";

const server = useServer("--map", "duel");

let box: Box;
beforeEach(async () => {
  box = await Box.open(server.http, "refused");
});
afterEach(async () => {
  await closeContexts();
  await box.close();
});

test("behind a box that refuses WebSockets the page plays, and says HTTP", async () => {
  const { page, screenshot } = await enter(box.http, "Boxed");
  await page.getByText("HTTP", { exact: true }).waitFor();
  const start = await bodyOf(page);
  await page.keyboard.down(start.x > 10 ? "KeyA" : "KeyD");
  await until("it has moved", async () => Math.abs((await bodyOf(page)).x - start.x) > 1);
  await page.keyboard.up(start.x > 10 ? "KeyA" : "KeyD");
  await page.keyboard.press("F3");
  await page.getByText(/HTTP, \d polls|HTTP stream/).waitFor();
  await screenshot("over-http");
  await page.keyboard.press("Enter");
  await page.getByLabel("Message to everybody").fill("over HTTP");
  await page.keyboard.press("Enter");
  await page.getByText("over HTTP").first().waitFor();
});
