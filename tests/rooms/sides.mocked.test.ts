import { systemRuntime } from "@fray/netcode/core";
import { startHostBots } from "@fray/server/internal/operations/host-bots";
import { phaseOf } from "@fray/shared-state/match/modes";
import { expect, test, vi } from "vitest";

import { onlyRoom, settings } from "../security/in-process.ts";
import { MemoryDisk } from "../simulate/machine/memory-disk.ts";
import { Power } from "../simulate/machine/power.ts";
import { Guest } from "../support/guest.ts";
import { playAgain } from "../support/played-rounds.ts";
import { TestPlayer } from "../support/player.ts";
import { recordHere } from "../support/recorded-rooms.ts";
import { pass, until } from "../support/until.ts";
import { startVirtual } from "../support/virtual-server.ts";

// The host's bots are a process of their own, which has no part in the time of this one.
vi.mock("node:child_process", async (importOriginal) => {
  const { spawnHere } = await import("../support/virtual-bots.ts");
  return { ...(await importOriginal<object>()), spawn: spawnHere };
});

/** Members of the party. */
const SIZE = 4;

/** A server of team deathmatch whose rounds are recorded, with bots. */
async function start(bots: number) {
  const recorded = await recordHere({ disk: new MemoryDisk(new Power(() => {})), runtime: systemRuntime });
  const server = await startVirtual({
    args: ["--map", "foundry", "--mode", "tdm", "--bots", String(bots), "--joins-per-minute", "0"],
    options: { recordTo: recorded.recordTo },
  });
  const hosted =
    bots > 0
      ? startHostBots(settings("--bots", String(bots)), server.dial().endpoint.replace("http", "ws"), server.context)
      : undefined;
  const { parties } = server.context.admission;
  return {
    server,
    party: parties.tokenOf(parties.create()),
    /** Ends everything, and plays the recorded rounds again. */
    end: async () => {
      onlyRoom().control.endRound();
      await pass(1500);
      hosted?.stop();
      await server.stop();
      const files = await Promise.all((await recorded.archive.ids()).map((id) => recorded.archive.read(id)));
      return files.flatMap((file) => file ?? []).map((file) => playAgain(file));
    },
  };
}

const roster = () => Array.from(onlyRoom().state.roster.values());
const sizes = () => [1, 2].map((side) => roster().filter(({ team }) => team === side).length);
const isEven = (): boolean => Math.abs((sizes()[0] ?? 0) - (sizes()[1] ?? 0)) <= 1;

test.for([
  [2, "come beyond their number"],
  [6, "make way"],
] as const)("%i bots %s for a whole party, play on, and the replay of the round agrees", async ([bots]) => {
  const { server, party, end } = await start(bots);
  for (let count = 0; count < SIZE; count++) await Guest.join(server.url, { name: `Member ${count}`, party });
  await until("the round counts", () => phaseOf(onlyRoom().state.match) === "live");
  const foes = () => roster().filter(({ bot, team }) => bot && team !== side());
  const side = () => roster().find(({ bot }) => !bot)?.team;
  await until("the sides are even", () => isEven() && foes().length >= SIZE - 1);
  const people = roster().filter(({ bot }) => !bot);
  expect(people).toHaveLength(SIZE);
  expect(new Set(people.map(({ team }) => team)).size).toBe(1);
  // The bots that have changed sides fight for the new one.
  await until("they score", () => foes().some(({ kills }) => kills > 0));
  const rounds = await end();
  expect(rounds.length).toBeGreaterThan(0);
  for (const { difference } of rounds) expect(difference).toBeUndefined();
});

test("a person who has changed sides plays on, predicted without a correction", async () => {
  const { server, end } = await start(0);
  const players = [];
  for (const name of ["Ann", "Bob", "Cid", "Dee"]) players.push(await TestPlayer.join(server.http, name));
  await until("the round counts", () => phaseOf(onlyRoom().state.match) === "live");
  const left = players.filter((_, index) => roster()[index]?.team === 2);
  for (const player of left) await player.leave();
  const stay = players.filter((player) => !left.includes(player));
  await until("one side is empty", () => sizes()[1] === 0);
  // Nobody fights them, so the test lets one of them wait for a respawn.
  const [body] = onlyRoom().state.players.values();
  Object.assign(body ?? {}, { alive: false, health: 0 });
  await until("the sides are even", () => sizes().every((size) => size === 1));
  await until("both fight", () => stay.every(({ frame }) => frame?.self?.alive));
  for (const each of stay)
    each.play = (frame) => ({ moveX: (frame?.self?.x ?? 0) > 20 ? -1 : 1, moveY: 0, aim: 0, buttons: 0 });
  await pass(1000);
  const before = stay.map(({ game }) => game.stats().corrections);
  await pass(1500);
  expect(stay.map(({ game }) => game.stats().corrections)).toEqual(before);
  expect(new Set(stay.map(({ frame }) => frame?.round.ownTeam)).size).toBe(2);
  for (const { frame } of stay) expect(frame?.self?.team).toBe(frame?.round.ownTeam);
  await end();
});
