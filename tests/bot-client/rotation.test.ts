import type { RunningServer } from "@fray/server/server";
import { modeOf, phaseOf } from "@fray/shared-state/match/modes";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { onlyRoom, startHere } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { until } from "../support/until.ts";
import { killBots, startBots } from "./bots-process.ts";

let server: RunningServer;
beforeAll(async () => {
  const rounds = ["--round-seconds", "120", "--warmup-seconds", "1"];
  server = await startHere("--map", "kiln,foundry", "--mode", "ffa,ctf", ...rounds);
});
afterEach(killBots);
afterAll(() => server.close());

const endPhase = () => Object.assign(onlyRoom().state.match, { endTick: 0 });

test("bots move to the next map and its mode: they fight there, and take the flags", async () => {
  const url = `ws://127.0.0.1:${server.port}`;
  const watcher = await Guest.join(url, { spectate: true });
  const { state } = watcher.room;
  const phase = () => phaseOf(state.match);
  const kills = () => [...state.roster.values()].reduce((sum, entry) => sum + entry.kills, 0);
  const bots = startBots("--url", url, "--count", "6", "--quiet", "--skill", "veteran");

  await until("they fight on the first map", () => state.map === "kiln" && phase() === "live" && kills() > 0);
  // Neither all of the round nor ten seconds of podium are needed here.
  endPhase();
  await until("the results are shown", () => phase() === "results");
  endPhase();
  await until("the next round counts", () => state.map === "foundry" && phase() === "live");
  expect(modeOf(state.match)).toBe("ctf");
  await until("they fight there", () => kills() > 0, 20_000);
  await until("they go for the flags", () => [...state.match.flags].some(({ home }) => !home), 20_000);
  expect(bots.process.exitCode).toBeNull();
  expect([...state.roster.values()].filter(({ bot, connected }) => bot && connected)).toHaveLength(6);
  await watcher.leave();
});
