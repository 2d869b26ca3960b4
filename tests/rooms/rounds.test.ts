import { modeOf, phaseOf } from "@fray/shared-state/match/modes";
import { RESULTS_S } from "@fray/shared-state/rules";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { loadMap } from "../support/maps.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

/** Rounds of a second: a free-for-all on one map, then teams on another. */
const ARGS = ["--map", "duel,foundry", "--mode", "ffa,tdm", "--round-seconds", "1", "--warmup-seconds", "1"];

let server: VirtualServer;
beforeAll(async () => {
  server = await startVirtual({ args: ARGS });
});
afterAll(() => server.stop());

const guests: Guest[] = [];
afterEach(async () => {
  await Promise.all(guests.splice(0).map((guest) => guest.leave()));
});
const join = async (name: string, bot = false): Promise<Guest> => {
  const guest = await Guest.join(server.url, { name, bot });
  guests.push(guest);
  return guest;
};

const matchOf = (guest: Guest) => guest.room.state.match;
const phase = (guest: Guest) => phaseOf(matchOf(guest));
const isAlive = (guest: Guest) => guest.bodyOf(guest)?.alive === true;
/** Has the room think that the results have been shown long enough. */
const endResults = () => Object.assign(onlyRoom().state.match, { endTick: 0 });
const inPhase = (guest: Guest, wanted: ReturnType<typeof phase>) =>
  until(`the phase is ${wanted}`, () => phase(guest) === wanted, 20_000);

test("a round goes from warmup to live to results, and the next begins on the next map in the next mode", async () => {
  const first = await join("First");
  const { state } = first.room;
  expect([phase(first), modeOf(state.match), state.map, state.match.endTick]).toEqual(["warmup", "ffa", "duel", 0]);
  await until("it fights already", () => isAlive(first));
  const second = await join("Second");
  const times: number[] = [];
  first.room.onStateChange(() => times.push(first.room.clock.lastServerTime()));

  await inPhase(first, "live");
  const { round } = state.match;
  expect(state.match.nextMap).toBe("");
  expect(state.match.endTick).toBeGreaterThan(0);

  await inPhase(first, "results");
  expect(state.match).toMatchObject({ round, nextMap: "foundry", winner: 0 });
  expect(state.map).toBe("duel");
  expect(new Set(state.match.podium)).toEqual(new Set([first.id, second.id]));
  for (const guest of [first, second]) expect(isAlive(guest)).toBe(false);
  const over = first.room.clock.lastServerTime();
  const body = first.bodyOf(first);

  await inPhase(first, "warmup");
  expect(first.room.clock.lastServerTime() - over).toBeGreaterThan((RESULTS_S - 1) * 1000);
  expect([state.map, modeOf(state.match), state.match.round, state.match.nextMap]).toEqual([
    "foundry",
    "tdm",
    round + 1,
    "",
  ]);
  for (const guest of [first, second]) expect(isAlive(guest)).toBe(true);
  expect(first.bodyOf(first), "the same body as before").toBe(body);
  const { pickups } = loadMap("foundry");
  expect(Array.from(state.pickups, ({ x, available }) => [x, available])).toEqual(pickups.map(({ x }) => [x, true]));
  expect(new Set([first, second].map((guest) => guest.entry?.team))).toEqual(new Set([1, 2]));
  expect(times).toEqual(times.toSorted((a, b) => a - b));

  // Round the list: fewer pickups again, and no teams.
  await inPhase(first, "results");
  expect(state.match.nextMap).toBe("duel");
  endResults();
  await inPhase(first, "warmup");
  expect(state.pickups).toHaveLength(loadMap("duel").pickups.length);
  expect([first, second].map((guest) => [guest.entry?.team, guest.bodyOf(guest)?.team])).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

describe("a player who joins during the results", () => {
  test("is dead until the next round when people are there", async () => {
    const first = await join("First");
    await join("Second");
    await inPhase(first, "results");
    const late = await join("Late");
    expect(phase(late)).toBe("results");
    const { patches } = late;
    await until("half a second has gone by", () => late.patches > patches + 15);
    expect([phase(late), isAlive(late)]).toEqual(["results", false]);
    endResults();
    await inPhase(late, "warmup");
    expect(isAlive(late)).toBe(true);
  });

  test("finds the next round begun when only bots were there", async () => {
    const bot = await join("Bot", true);
    await join("Other bot", true);
    await inPhase(bot, "results");
    const { round } = matchOf(bot);
    const person = await join("Person");
    expect(phase(person)).toBe("warmup");
    expect(matchOf(person).round).toBe(round + 1);
    await until("it is in the fight", () => isAlive(person) && isAlive(bot));
  });
});
