import { MODES, phaseOf } from "@fray/shared-state/match/modes";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { onlyRoom } from "../security/in-process.ts";
import { Guest } from "../support/guest.ts";
import { until } from "../support/until.ts";
import { startVirtual, type VirtualServer } from "../support/virtual-server.ts";

const ARGS = ["--joins-per-minute", "0", "--bots", "0", "--warmup-seconds", "0", "--round-seconds", "120"];

const endPhase = () => Object.assign(onlyRoom().state.match, { endTick: 0 });

/** Two people in a room that shows the results of a round. */
async function atResults(url: string): Promise<{ ann: Guest; bob: Guest }> {
  const ann = await Guest.join(url, { name: "Ann" });
  const bob = await Guest.joinById(url, ann.room.roomId, { name: "Bob" });
  await until("the round counts", () => phaseOf(ann.room.state.match) === "live");
  endPhase();
  await until("the results are shown", () => phaseOf(ann.room.state.match) === "results");
  await until("to both", () => phaseOf(bob.room.state.match) === "results");
  return { ann, bob };
}

const planAt = ({ room: { state } }: Guest, choice: number) => {
  const plan = state.room.plans[state.match.ballot[choice] ?? -1];
  return { map: plan?.map, mode: plan?.mode };
};
const current = ({ room: { state } }: Guest) => ({ map: state.map, mode: state.match.mode });
const announced = ({ room: { state } }: Guest) => ({ map: state.match.nextMap, mode: state.match.nextMode });

describe("a room of several maps and modes", () => {
  let server: VirtualServer;
  let ann: Guest;
  let bob: Guest;
  const round = () => ann.room.state.match.round;
  const votes = () => [...ann.room.state.match.votes];

  beforeAll(async () => {
    server = await startVirtual({ args: ["--map", "kiln,foundry,quarry,duel", ...ARGS] });
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    ({ ann, bob } = await atResults(server.url));
    return async () => void (await Promise.all([ann.leave(), bob.leave()]));
  });

  test("offers the next rounds of the rotation and a rematch, and goes on without votes", async () => {
    const { ballot } = ann.room.state.match;
    expect(ballot.length).toBeGreaterThan(2);
    expect(votes()).toEqual([...ballot].map(() => 0));
    expect(planAt(ann, ballot.length - 1)).toEqual(current(ann));
    const next = planAt(ann, 0);
    expect(announced(ann)).toEqual(next);
    const before = round();
    endPhase();
    await until("the next round", () => round() > before);
    expect(current(ann)).toEqual(next);
    expect(ann.room.state.match.ballot).toHaveLength(0);
  });

  test("plays what most people want: a vote can be changed, and counts once per person", async () => {
    const rematch = ann.room.state.match.ballot.length - 1;
    for (const choice of [1, 1, rematch]) ann.say("next", { round: round(), choice });
    await until("it is counted", () => votes()[rematch] === 1);
    expect(votes().reduce((sum, count) => sum + count)).toBe(1);
    expect(announced(ann)).toEqual(current(ann));
    const again = current(ann);
    const before = round();
    endPhase();
    await until("the next round", () => round() > before);
    expect(current(ann)).toEqual(again);
  });

  test("breaks a tie before it is announced, and plays what it announced", async () => {
    ann.say("next", { round: round(), choice: 1 });
    bob.say("next", { round: round(), choice: 2 });
    await until("both are counted", () => votes()[1] === 1 && votes()[2] === 1);
    await until("the leader is announced", () => announced(ann).map !== "");
    const leader = announced(ann);
    expect([planAt(ann, 1), planAt(ann, 2)]).toContainEqual(leader);
    const before = round();
    endPhase();
    await until("the next round", () => round() > before);
    expect(current(ann)).toEqual(leader);
  });

  test("a vote of somebody who leaves counts no more", async () => {
    bob.say("next", { round: round(), choice: 2 });
    await until("it is counted", () => votes()[2] === 1);
    await bob.leave();
    await until("it is gone", () => votes()[2] === 0);
  });

  test.each([
    ["no vote of that room", () => ({ round: round(), choice: 14 }), "notAllowed"],
    ["another round", () => ({ round: round() + 1, choice: 1 }), "notAllowed"],
    ["half a choice", () => ({ round: round(), choice: 0.5 }), "malformed"],
    ["a negative choice", () => ({ round: round(), choice: -1 }), "malformed"],
    ["a text", () => ({ round: round(), choice: "1" }), "malformed"],
    ["nothing", () => undefined, "malformed"],
    ["a list", () => [round(), 1], "malformed"],
  ])("a forged vote is refused with a code: %s", async (_, message, code) => {
    ann.say("next", message());
    await until("the sender is told", () => ann.heard.notice.length > 0);
    expect(ann.heard.notice[0]?.code).toBe(code);
    expect(votes().every((count) => count === 0)).toBe(true);
  });

  test("a vote after the results is refused", async () => {
    const before = round();
    endPhase();
    await until("the next round", () => round() > before);
    ann.say("next", { round: round(), choice: 0 });
    await until("the sender is told", () => ann.heard.notice.length > 0);
    expect(ann.heard.notice[0]?.code).toBe("notAllowed");
  });
});

test("a room with one map and mode has no vote, and keeps them", async () => {
  const server = await startVirtual({ args: ["--map", "duel", "--mode", "ffa", ...ARGS] });
  const { ann } = await atResults(server.url);
  const { match } = ann.room.state;
  expect([...match.ballot]).toEqual([]);
  expect([match.nextMap, MODES[match.nextMode]]).toEqual(["duel", "ffa"]);
  ann.say("next", { round: match.round, choice: 0 });
  await until("the sender is told", () => ann.heard.notice.length > 0);
  expect(ann.heard.notice[0]?.code).toBe("notAllowed");
  await server.stop();
});
