import { expect, test } from "vitest";

import { until } from "../support/until.ts";
import { bodyOf, enter } from "./enter.ts";
import { ask } from "./page.ts";
import { useServer } from "./use-server.ts";

const server = useServer("--map", "duel");

const GAUGES = ["Ping", "Jitter", "Interpolation", "Input depth", "Corrections", "Patches", "Ticks", "Server tick"];

test("while the connection is lost the page says so over the live scene; when it returns, and after a reload, the same body plays on; F3 shows the measurements of the connection", async () => {
  const { page, screenshot } = await enter(server.http, "Remote");
  const { id } = await bodyOf(page);
  await page.context().setOffline(true);
  await page.getByText("Reconnecting").waitFor();
  await screenshot("reconnecting");
  await page.context().setOffline(false);
  await until("it is online again", async () => (await ask(page, (probe) => probe.status().state)) === "online");
  expect((await bodyOf(page)).id).toBe(id);

  // A reload also resumes the same body.
  await page.reload();
  expect((await bodyOf(page)).id).toBe(id);

  const graph = page.getByRole("region", { name: "Network" });
  await page.keyboard.press("F3");
  await graph.waitFor();
  for (const gauge of GAUGES) await graph.getByText(gauge, { exact: true }).waitFor();
  await until("the ticks of a second are counted", async () => /Ticks\s+(2|3)\d \/s/.test(await graph.innerText()));
  await screenshot("net-graph");
  await page.keyboard.press("F3");
  await graph.waitFor({ state: "hidden" });
});
