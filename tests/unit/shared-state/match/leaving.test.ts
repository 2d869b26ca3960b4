import { FORFEIT_S, stepsIn } from "@fray/shared-state/rules";
import { createNextWorld } from "@fray/shared-state/simulation/world";
import { describe, expect, test } from "vitest";

import { eventsOf } from "../../../support/duel.ts";
import { DT, FIELD, HeadlessMatch, put } from "./headless.ts";

const [ANN, BOB, CID] = [1, 2, 3] as const;
const LAST_STEP = stepsIn(FORFEIT_S, DT);

function live(mode: "ffa" | "tdm" | "ctf" | "hill", fighters = 3): HeadlessMatch {
  const match = new HeadlessMatch(mode);
  for (let id = 1; id <= fighters; id++) match.join(id);
  return match.goLive();
}

const deaths = ({ world }: HeadlessMatch) => eventsOf(world.events, "death");

describe("a player who leaves", () => {
  test("soon after damage is killed by the attacker, in the next tick and only once", () => {
    const match = live("ffa");
    match.hurt(ANN, BOB);
    match.quit(ANN);
    match.step();
    expect(deaths(match)).toMatchObject([{ victim: ANN, killer: BOB, weapon: "rocket" }]);
    expect(match.member(BOB)).toMatchObject({ kills: 1, score: 1 });
    match.step();
    expect(deaths(match)).toEqual([]);
    expect(match.member(BOB)).toMatchObject({ kills: 1, score: 1 });
  });

  test.for([
    [LAST_STEP, 1],
    [LAST_STEP + 1, 0],
  ] as const)("%i steps after damage gives the attacker %i kills", ([steps, kills]) => {
    const match = live("ffa");
    match.hurt(ANN, BOB);
    for (let step = 0; step < steps; step++) match.step();
    match.quit(ANN);
    match.step();
    expect(match.member(BOB).kills).toBe(kills);
  });

  test("but staying a member, as a spectator does, has a death", () => {
    const match = live("ffa");
    match.hurt(ANN, BOB);
    const member = match.member(ANN);
    match.quit(ANN);
    match.members.set(ANN, member);
    match.step();
    expect(member.deaths).toBe(1);
  });

  test("unhurt, shielded, or already dead has no killer", () => {
    const match = live("ffa");
    match.quit(ANN);
    match.fighter(BOB).shielded = true;
    match.hurt(CID, BOB, 1000);
    match.step();
    match.quit(CID);
    match.step();
    expect(deaths(match)).toEqual([]);
    expect(match.member(BOB).kills).toBe(0);
  });

  test("is killed by the last of several attackers", () => {
    const match = live("ffa");
    match.hurt(ANN, BOB);
    match.hurt(ANN, CID);
    match.quit(ANN);
    match.step();
    expect(deaths(match)).toMatchObject([{ killer: CID }]);
  });

  test("does not escape the enemy by an own blast or by one of a team mate", () => {
    const match = live("tdm", 4);
    // Dealt in turn: 1 and 3 against 2 and 4.
    const mate = [2, 3, 4].find((id) => match.member(id).team === match.member(ANN).team) ?? 0;
    const enemy = [2, 3, 4].find((id) => id !== mate) ?? 0;
    match.hurt(ANN, enemy);
    match.step();
    match.hurt(ANN, mate, 1);
    match.hurt(ANN, ANN, 1);
    match.quit(ANN);
    match.step();
    expect(deaths(match)).toMatchObject([{ killer: enemy }]);
    expect(match.member(enemy)).toMatchObject({ kills: 1, score: 1 });
  });

  test("after damage only by themselves counts as a suicide; a team mate who did it loses a point", () => {
    const own = live("ffa");
    own.hurt(ANN, ANN);
    own.quit(ANN);
    own.step();
    expect(deaths(own)).toMatchObject([{ victim: ANN, killer: ANN }]);

    const match = live("tdm", 4);
    const mate = [2, 3, 4].find((id) => match.member(id).team === match.member(ANN).team) ?? 0;
    match.member(mate).score = 5;
    match.hurt(ANN, mate);
    match.quit(ANN);
    match.step();
    expect(match.member(mate)).toMatchObject({ kills: 0, score: 4 });
  });

  test("has no killer when the attacker has left before, and still a death", () => {
    const match = live("ffa");
    match.hurt(ANN, BOB);
    match.leave(BOB);
    match.quit(ANN);
    match.step();
    expect(deaths(match)).toMatchObject([{ victim: ANN, killer: BOB }]);
    expect(match.member(CID)).toMatchObject({ kills: 0, score: 0 });
  });

  test("drops the flag they carry", () => {
    const match = live("ctf", 2);
    const [flag] = match.state.flags;
    const thief = [ANN, BOB].find((id) => match.member(id).team === 2) ?? 0;
    const other = thief === ANN ? BOB : ANN;
    if (flag) put(match.fighter(thief), flag.x, flag.y);
    match.step();
    expect(flag?.carrier).toBe(thief);
    match.hurt(thief, other);
    match.quit(thief);
    match.step();
    expect(flag).toMatchObject({ carrier: 0, home: false });
    expect(match.member(other).kills).toBe(1);
  });

  test("in the warmup or during the results gives no points", () => {
    const match = new HeadlessMatch("ffa", { warmupSeconds: 60 });
    for (const id of [ANN, BOB]) match.join(id);
    match.step();
    match.hurt(ANN, BOB);
    match.quit(ANN);
    match.step();
    expect(deaths(match)).toHaveLength(1);
    expect(match.member(BOB)).toMatchObject({ kills: 0, score: 0 });

    const over = live("ffa");
    over.hurt(ANN, BOB);
    over.state.endTick = over.world.tick;
    over.step();
    expect(over.phase).toBe("results");
    over.quit(ANN);
    over.step();
    expect(over.member(BOB).kills).toBe(0);
  });

  test("after a respawn or on another map does not count for earlier damage", () => {
    const match = live("ffa");
    match.hurt(ANN, BOB);
    match.moveTo(FIELD, "ffa");
    match.goLive();
    match.quit(ANN);
    match.step();
    expect(deaths(match)).toEqual([]);
    expect(createNextWorld(match.world, FIELD, 1).lastHits.size).toBe(0);

    const again = live("ffa");
    again.step([[ANN, BOB]]);
    while (!again.fighter(ANN).alive) again.step();
    again.quit(ANN);
    again.step();
    expect(deaths(again)).toEqual([]);
    expect(again.member(BOB).kills).toBe(1);
  });
});

describe("a held body", () => {
  const held = (): HeadlessMatch => {
    const match = live("ffa");
    Object.assign(match.member(ANN), { connected: false });
    return match;
  };
  /** Kills it as often as it is there. */
  const killAgain = (match: HeadlessMatch): void => {
    while (!match.fighter(ANN).alive) match.step();
    match.step([[ANN, BOB]]);
  };

  test("can be killed again and again, but only the first kill of an absence counts", () => {
    const match = held();
    for (let kill = 0; kill < 3; kill++) killAgain(match);
    expect(match.member(BOB)).toMatchObject({ kills: 1, score: 1 });
    expect(match.member(ANN).deaths).toBe(1);
    Object.assign(match.member(ANN), { connected: true, killedAway: false });
    killAgain(match);
    expect(match.member(BOB)).toMatchObject({ kills: 2, score: 2 });
    expect(match.member(ANN).deaths).toBe(2);
  });

  test("gives a team no more than one point either", () => {
    const match = live("tdm", 2);
    Object.assign(match.member(ANN), { connected: false });
    for (let kill = 0; kill < 3; kill++) killAgain(match);
    expect(match.state.scores.reduce((a, b) => a + b)).toBe(1);
  });
});
