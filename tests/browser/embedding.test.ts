import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";

import { until } from "../support/until.ts";
import { openPage } from "./page.ts";
import { useServer } from "./use-server.ts";

/** A portal: a page with the game in a frame. Another name of this machine is another origin. */
const portal = createServer((request, response) => {
  const game = new URL(request.url ?? "/", "http://portal").searchParams.get("game") ?? "";
  const frame = `<iframe name="game" src="${game}" width="600" height="330" allow="autoplay; fullscreen; gamepad"></iframe>`;
  response.setHeader("content-type", "text/html").end(`<!doctype html><title>Portal</title>${frame}`);
});
await new Promise<void>((resolve) => portal.listen(0, resolve));
const { port } = portal.address() as AddressInfo;
afterAll(() => {
  portal.close();
  portal.closeAllConnections();
});

const server = useServer("--map", "duel", "--embed-origin", `http://127.0.0.1:${port}`);

test("a page of an allowed origin shows the game in a frame, where it can be played", async () => {
  const { page, errors, screenshot } = await openPage(`http://127.0.0.1:${port}/?game=${server.http}/`);
  const game = page.frameLocator("iframe");
  await game.getByRole("button", { name: "Play", exact: true }).click();
  const frame = page.frames()[1];
  await until("the fight is shown", () => frame?.evaluate(() => window.__fray?.frame?.self?.alive));
  await screenshot("embedded");
  expect(errors).toEqual([]);
});

test("a page of another origin shows nothing of the game", async () => {
  const { page, errors } = await openPage(`http://localhost:${port}/?game=${server.http}/`);
  await until("it is refused", () => errors.some((error) => error.includes("frame-ancestors")));
  expect(await page.frameLocator("iframe").getByRole("button", { name: "Play" }).count()).toBe(0);
});

test("the page's policy names the allowed origins", async () => {
  const { headers } = await fetch(server.http);
  expect(headers.get("content-security-policy")).toContain(`frame-ancestors 'self' http://127.0.0.1:${port}`);
  expect(headers.get("x-frame-options")).toBeNull();
});
