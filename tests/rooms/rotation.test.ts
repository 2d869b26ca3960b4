import { modeOf, phaseOf } from "@fray/shared-state/match/modes";
import { afterAll, beforeAll, expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { until } from "../support/until.ts";
import { playHere } from "../support/virtual-bots.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

let server: VirtualServer;
beforeAll(async () => {
  const rounds = ["--round-seconds", "120", "--warmup-seconds", "1"];
  server = await startVirtual({ args: ["--map", "kiln,foundry", "--mode", "ffa,ctf", ...rounds] });
});
afterAll(() => server.stop());

const endPhase = () => Object.assign(onlyRoom().state.match, { endTick: 0 });

test("bots move to the next map and its mode: they fight there, and take the flags", async () => {
  const url = server.url;
  const watcher = await Guest.join(url, { spectate: true });
  const { state } = watcher.room;
  const phase = () => phaseOf(state.match);
  const kills = () => [...state.roster.values()].reduce((sum, entry) => sum + entry.kills, 0);
  const bots = playHere("--url", url, "--count", "6", "--quiet", "--skill", "veteran");

  await until("they fight on the first map", () => state.map === "kiln" && phase() === "live" && kills() > 0);
  // Neither all of the round nor ten seconds of podium are needed here.
  endPhase();
  await until("the results are shown", () => phase() === "results");
  endPhase();
  await until("the next round counts", () => state.map === "foundry" && phase() === "live");
  expect(modeOf(state.match)).toBe("ctf");
  await until("they fight there", () => kills() > 0);
  await until("they go for the flags", () => [...state.match.flags].some(({ home }) => !home));
  expect(bots.counters.snapshot()).toMatchObject({ playing: 6, joined: 6, failures: new Map() });
  expect([...state.roster.values()].filter(({ bot, connected }) => bot && connected)).toHaveLength(6);
  await bots.stop();
  await watcher.leave();
});
