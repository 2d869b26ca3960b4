import { expect, test } from "vitest";

import { bodyOf } from "./enter.ts";
import { openPage } from "./page.ts";
import { useServer } from "./use-server.ts";

const server = useServer("--map", "duel");

test("a join that is not answered can be cancelled at once, and tried again", async () => {
  const { page, screenshot } = await openPage(server.http);
  await page.route("**/matchmake/**", () => {});
  const joining = page.getByRole("button", { name: "Joining…" });
  const cancel = page.getByRole("button", { name: "Cancel" });
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await joining.waitFor();
  await screenshot("joining");
  await cancel.click();
  await joining.waitFor({ state: "detached" });
  expect(await page.getByRole("alert").count()).toBe(0);

  await page.unroute("**/matchmake/**");
  await page.getByRole("button", { name: "Play", exact: true }).click();
  expect((await bodyOf(page)).alive).toBe(true);
});
