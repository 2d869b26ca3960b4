import type { Page } from "playwright-core";
import { expect, test } from "vitest";

import { fight, openEverything } from "./fight.ts";
import { withoutParts, type Absence } from "./platform.ts";
import { useServer } from "./use-server.ts";

const server = useServer("--map", "duel", "--joins-per-minute", "0");

// `tests/long/optional-parts.test.ts` has every part absent while the others exist.
test.each<Absence>(["missing", "throws"])(
  "a browser in which everything optional %s plays, and all dialogs open",
  async (absence) => {
    const page = await fight(server.http, { before: withoutParts(absence) });
    await openEverything(page);
    expect(await page.getByRole("button", { name: "Reload" }).count()).toBe(0);
  },
);

/**
 * Adds the header that forbids gamepads to the server's own response. A response made by the test would have another
 * origin and may open no WebSocket.
 */
async function forbidGamepads(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  session.on("Fetch.requestPaused", ({ requestId, responseHeaders = [], responseStatusCode = 200 }) => {
    void session.send("Fetch.continueResponse", {
      requestId,
      responseCode: responseStatusCode,
      responseHeaders: [...responseHeaders, { name: "Permissions-Policy", value: "gamepad=()" }],
    });
  });
  await session.send("Fetch.enable", { patterns: [{ urlPattern: `${server.http}/`, requestStage: "Response" }] });
}

test("the game plays on a page that may not read gamepads", async () => {
  const page = await fight(server.http, { prepare: forbidGamepads });
  const refusal = page.evaluate(() => navigator.getGamepads());
  await expect(refusal).rejects.toThrow(/permissions policy/i);
});

test("the game plays over plain http, without the features that browsers keep for secure pages", async () => {
  const page = await fight(`http://insecure.test:${server.port}`);
  expect(await page.evaluate(() => [isSecureContext, "clipboard" in navigator, "randomUUID" in crypto])).toEqual([
    false,
    false,
    false,
  ]);
});
