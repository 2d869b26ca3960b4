import { expect, test } from "vitest";

import { openPage } from "./page.ts";
import { play, readOnce, run, useTag } from "./tag-page.ts";

const tag = useTag();

// `tag.long.test.ts` plays on until somebody is tagged.
test("the page of tag is played, over a lost connection, in the same body", async () => {
  const { network } = tag();
  const policy = (await fetch(network.endpoint)).headers.get("content-security-policy");
  expect(policy).toBe("default-src 'self'");
  const { page, errors } = await openPage(network.endpoint);
  const { id } = await play(page);
  await run(page, ["KeyD", "KeyS"]);

  network.cut();
  await readOnce(page, "the player is told of the cut", ({ status }) => status.includes("Reconnecting"));
  network.restore();
  await readOnce(page, "the page is back", ({ status }) => status === "");
  await readOnce(page, "it plays on", (reading) => reading.id === id);
  await run(page, ["ArrowUp", "ArrowLeft"]);
  expect(errors.filter((error) => !error.includes("WebSocket connection"))).toEqual([]);
});
