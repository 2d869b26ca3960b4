import { readAwards } from "@fray/shared-state/match/awards";
import { restoreMatch, snapshotMatch } from "@fray/shared-state/match/match-snapshot";
import { DEED } from "@fray/shared-state/rules";
import type { DeedDone } from "@fray/shared-state/simulation/deed";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { DT, FIELD, HeadlessMatch, put } from "./headless.ts";

const deedsOf = (match: HeadlessMatch): DeedDone[] => match.world.events.filter((event) => event.type === "deed");
const plain = (deeds: readonly DeedDone[]) => deeds.map(({ deed, by, count, victim }) => [deed, by, count, victim]);
const SPAWN_S = 4;

/** A live match of fighters 1 .. `count` who never score by themselves. */
function fight(count: number, mode: "ffa" | "tdm" | "ctf" | "hill" = "ffa"): HeadlessMatch {
  const match = new HeadlessMatch(mode, { roundSeconds: 3600 });
  for (let id = 1; id <= count; id++) match.join(id);
  return match.goLive();
}

/** Kills a fighter, and waits until all are alive again. */
function kill(match: HeadlessMatch, victim: number, killer: number): DeedDone[] {
  match.fighter(victim).shielded = false;
  match.step([[victim, killer]]);
  const deeds = deedsOf(match);
  while ([...match.world.fighters.values()].some(({ alive }) => !alive)) match.step();
  return deeds;
}

interface Death {
  readonly tick: number;
  readonly victim: number;
  readonly killer: number;
}

/** The deeds of the last of the deaths, found in the whole list anew. */
function expected(deaths: readonly Death[]): unknown[] {
  const last = deaths.at(-1);
  if (!last || last.victim === last.killer) return [];
  const { victim, killer } = last;
  const isKill = (death: Death, by: number): boolean => death.killer === by && death.victim !== by;
  const streakOf = (id: number, all: readonly Death[]): number => {
    const lastDeath = all.findLastIndex((death) => death.victim === id);
    return all.slice(lastDeath + 1).filter((death) => isKill(death, id)).length;
  };
  const earlier = deaths.slice(0, -1);
  const deeds: unknown[] = [];
  if (!earlier.some((death) => death.victim !== death.killer)) deeds.push(["firstBlood", killer, 1, victim]);
  const ticks = deaths.filter((death) => isKill(death, killer)).map(({ tick }) => tick);
  let chain = 1;
  for (let at = ticks.length - 1; at > 0; at--) {
    if ((ticks[at] ?? 0) - (ticks[at - 1] ?? 0) > DEED.multikill_s / DT) break;
    chain++;
  }
  if (chain > 1) deeds.push(["multikill", killer, chain, victim]);
  const streak = streakOf(killer, deaths);
  if (streak % DEED.streak_kills === 0) deeds.push(["streak", killer, streak, victim]);
  const ended = streakOf(victim, earlier);
  if (ended >= DEED.streak_kills) deeds.push(["shutdown", killer, ended, victim]);
  const lastBy = earlier.findLast((death) => death.victim === killer && death.killer !== killer);
  const isAvenged = earlier
    .slice(lastBy ? earlier.indexOf(lastBy) : 0)
    .some((death) => isKill(death, killer) && death.victim === lastBy?.killer);
  if (lastBy?.killer === victim && !isAvenged) deeds.push(["revenge", killer, 1, victim]);
  return deeds;
}

describe("deeds of kills", () => {
  test("follow from the list of deaths alone, whatever happens", () => {
    const death = fc.record({ victim: fc.integer({ min: 1, max: 3 }), killer: fc.integer({ min: 1, max: 3 }) });
    const pause = fc.integer({ min: 0, max: 60 });
    const deaths = fc.array(fc.tuple(death, pause), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(deaths, (plan) => {
        const match = fight(3);
        const seen: Death[] = [];
        for (const [{ victim, killer }, ticks] of plan) {
          match.fighter(victim).shielded = false;
          const { alive } = match.fighter(victim);
          match.step(alive ? [[victim, killer]] : []);
          if (alive) seen.push({ tick: match.world.tick, victim, killer });
          expect(plain(deedsOf(match))).toEqual(alive ? expected(seen) : []);
          for (let tick = 0; tick < ticks; tick++) match.step();
        }
      }),
      { numRuns: 60 },
    );
  });

  test("first blood comes once per round, and nothing is praised before it counts", () => {
    const match = new HeadlessMatch("ffa", { warmupSeconds: 20 });
    match.join(1);
    match.join(2);
    match.stepSeconds(SPAWN_S);
    match.step([[1, 2]]);
    expect(deedsOf(match)).toEqual([]);
    match.goLive();
    expect(plain(kill(match, 1, 2))).toEqual([["firstBlood", 2, 1, 1]]);
    expect(plain(kill(match, 2, 1))).toEqual([["revenge", 1, 1, 2]]);
  });

  test("the kill of a team mate is no deed, and ends a streak without a shutdown", () => {
    const match = fight(4, "tdm");
    const ofTeam = (team: number) => [1, 2, 3, 4].filter((id) => match.member(id).team === team);
    const [[a = 0, mate = 0], [enemy = 0]] = [ofTeam(1), ofTeam(2)];
    for (let kills = 0; kills < DEED.streak_kills; kills++) kill(match, enemy, a);
    expect(kill(match, a, mate)).toEqual([]);
    expect(plain(kill(match, enemy, a)).map(([deed]) => deed)).not.toContain("streak");
  });

  test("a number that is given to another person has no streak", () => {
    const match = fight(3);
    for (let kills = 0; kills < DEED.streak_kills - 1; kills++) kill(match, 1, 2);
    match.leave(2);
    match.join(2);
    match.stepSeconds(SPAWN_S);
    expect(plain(kill(match, 1, 2)).map(([deed]) => deed)).not.toContain("streak");
  });
});

describe("deeds at objectives", () => {
  test("a capture, a returned flag and a carrier who is stopped", () => {
    const match = fight(4, "ctf");
    const one = [1, 2, 3, 4].find((id) => match.member(id).team === 1) ?? 0;
    const two = [1, 2, 3, 4].find((id) => match.member(id).team === 2) ?? 0;
    put(match.fighter(two), 5, 10);
    match.step();
    const stopped = kill(match, two, one);
    expect(plain(stopped)).toContainEqual(["flagDefence", one, 1, two]);
    put(match.fighter(one), 5, 10);
    match.step();
    expect(plain(deedsOf(match))).toEqual([["flagReturn", one, 1, 0]]);
    put(match.fighter(one), 35, 10);
    match.step();
    put(match.fighter(one), 5, 10);
    match.step();
    expect(plain(deedsOf(match))).toEqual([["capture", one, 1, 0]]);
  });

  test("the hill: who takes it, and who kills an enemy in it", () => {
    const match = fight(4, "hill");
    const one = [1, 2, 3, 4].find((id) => match.member(id).team === 1) ?? 0;
    const two = [1, 2, 3, 4].find((id) => match.member(id).team === 2) ?? 0;
    const { x, y } = match.state.hill;
    put(match.fighter(one), x, y);
    match.step();
    expect(plain(deedsOf(match))).toEqual([["hillTaken", one, 1, 0]]);
    put(match.fighter(two), x + 1, y);
    match.fighter(two).shielded = false;
    match.step([[two, one]]);
    expect(plain(deedsOf(match))).toContainEqual(["hillDefence", one, 1, two]);
  });
});

test("awards go to the best placed of equals, only for enough, and only to those who are still there", () => {
  const match = fight(4);
  for (let kills = 0; kills < DEED.streak_kills; kills++) kill(match, 1, 2);
  kill(match, 2, 3);
  for (let kills = 0; kills < 3; kills++) kill(match, 4, 3);
  match.leave(1);
  match.state.endTick = 0;
  match.step();
  const awards = readAwards(match.state.awards);
  expect(awards).toContainEqual({ name: "deadliest", id: 2, count: 5 });
  expect(awards).toContainEqual({ name: "unbroken", id: 2, count: 5 });
  expect(awards).toContainEqual({ name: "stopper", id: 3, count: 1 });
  expect(awards.every(({ id }) => match.members.has(id))).toBe(true);
  expect(awards.map(({ name }) => name)).not.toContain("avenger");
});

test("a snapshot in the middle of a streak goes on with it", () => {
  const match = fight(2);
  for (let kills = 0; kills < DEED.streak_kills - 1; kills++) kill(match, 1, 2);
  const snapshot = snapshotMatch(match.match, FIELD);
  const other = fight(2);
  restoreMatch(other.match, FIELD, structuredClone(snapshot));
  expect(plain(kill(other, 1, 2))).toEqual(expect.arrayContaining([["streak", 2, DEED.streak_kills, 1]]));
});
