import { afterEach, beforeEach, expect, test } from "vitest";

import { Box } from "../support/box.ts";
import { closeContexts } from "./contexts.ts";
import { bodyOf, enter } from "./enter.ts";
import { ask } from "./page.ts";
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

test("when WebSockets pass again the page returns to one, and to HTTP when they are cut, in the same body", async () => {
  const { page } = await enter(box.http, "Boxed");
  await page.getByText("HTTP", { exact: true }).waitFor();
  const id = (await bodyOf(page)).id;
  box.fate = "pass";
  await page.getByText("HTTP", { exact: true }).waitFor({ state: "detached" });
  expect((await bodyOf(page)).id).toBe(id);

  // Cut in mid-fight, and refused from then on.
  box.fate = "refused";
  box.breakWebSockets();
  await page.getByText("HTTP", { exact: true }).waitFor();
  expect((await bodyOf(page)).id).toBe(id);
  expect(await ask(page, ({ status }) => status())).toMatchObject({ state: "online" });
});
