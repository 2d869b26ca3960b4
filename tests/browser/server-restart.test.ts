import { expect, test } from "vitest";

import { startServer } from "../support/server.ts";
import { bodyOf, enter } from "./enter.ts";

const ARGS = ["--map", "duel"];

test("the page announces a server restart, and the player rejoins automatically afterwards", async () => {
  const first = await startServer({ args: ARGS });
  const { page, screenshot } = await enter(first.http, "Loyal");
  await first.stop();
  await page.getByText("You rejoin automatically").waitFor();
  await screenshot("closed");
  const again = await startServer({ args: [...ARGS, "--port", String(first.port)] });
  await page.getByText("You rejoin automatically").waitFor({ state: "hidden" });
  expect((await bodyOf(page)).name).toBe("Loyal");
  await again.stop();
});

test("after a crash of the server the player is back in a fight without a click", async () => {
  const first = await startServer({ args: ARGS });
  const { page } = await enter(first.http, "Crash");
  first.process.kill("SIGKILL");
  await page.getByText("Reconnecting…").waitFor();
  const again = await startServer({ args: [...ARGS, "--port", String(first.port)] });
  await page.getByText("You rejoin automatically").waitFor();
  await page.getByText("You rejoin automatically").waitFor({ state: "hidden" });
  expect((await bodyOf(page)).name).toBe("Crash");
  await again.stop();
});
