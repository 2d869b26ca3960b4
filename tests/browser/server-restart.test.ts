import { expect, test } from "vitest";

import { healthOf } from "../cluster/nodes.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";
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
  await until("the player is back", async () => (await healthOf(again)).players === 1);
  await page.getByText("You rejoin automatically").waitFor({ state: "hidden" });
  expect((await bodyOf(page)).name).toBe("Crash");
  await again.stop();
});
