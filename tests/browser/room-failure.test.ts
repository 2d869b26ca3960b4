import { expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { failRoom } from "../support/fail-room.ts";
import { until } from "../support/until.ts";
import { ask, openPage } from "./page.ts";
import { useServer } from "./use-server.ts";

const server = useServer("--map", "duel");

test("a player whose room fails reads why, and moves to another room automatically", async () => {
  const { page, screenshot } = await openPage(server.http);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  const isIn = () => ask(page, (probe) => probe.status().state === "online" && probe.frame?.self?.alive);
  await until("the body is there", isIn);
  const { roomId } = onlyRoom();
  // A player who came by a link to that room also moves to the new one.
  await page.evaluate(`history.replaceState(null, "", "?room=${roomId}")`);
  failRoom(roomId);
  await page.getByText("An error stopped the room").waitFor();
  await screenshot("room-failed");
  await until("it plays again", isIn);
  expect(onlyRoom().roomId).not.toBe(roomId);
});

test("a spectator whose room fails watches another room", async () => {
  const { page } = await openPage(server.http);
  await page.getByRole("button", { name: "Watch" }).click();
  const watches = () =>
    ask(
      page,
      (probe) => probe.status().state === "online" && probe.standings().find(({ self }) => self)?.spectator === true,
    );
  await until("it watches", watches);
  const { roomId } = onlyRoom();
  failRoom(roomId);
  await page.getByText("An error stopped the room").waitFor();
  await until("it is in a game again", () => ask(page, (probe) => probe.status().state === "online"));
  expect(await watches()).toBe(true);
  expect(onlyRoom().roomId).not.toBe(roomId);
});
