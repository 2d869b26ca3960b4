import { systemRuntime } from "@fray/netcode/core";
import { planRounds } from "@fray/server/internal/match/rotation";
import type { RoundResult } from "@fray/server/internal/match/round-result";
import { Rounds } from "@fray/server/internal/match/rounds";
import { RoomRecording } from "@fray/server/internal/replays/room-recording";
import { phaseOf } from "@fray/shared-state/match/modes";
import { ArenaState } from "@fray/shared-state/schema/arena-state";
import { Player } from "@fray/shared-state/schema/player";
import { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { stepWorld } from "@fray/shared-state/simulation/step-world";
import { expect, test } from "vitest";

/** How many results are handed over of a round of a second between fighters with these entries. */
function resultsOf(...entries: Partial<Pick<RosterEntry, "backfill" | "bot" | "spectator">>[]): number {
  const results: RoundResult[] = [];
  const state = new ArenaState();
  const members = new Map<number, RosterEntry>();
  const recording = new RoomRecording(undefined, {
    members,
    past: () => {
      throw new Error("nothing is recorded");
    },
    tickRate: 30,
    settings: { roundSeconds: 1, warmupSeconds: 0, scoreLimit: 0 },
    tell: () => {},
    isPublic: () => true,
    hasPassword: () => false,
  });
  const rounds = new Rounds(
    {
      rotation: planRounds(["kiln"], ["ffa"]),
      roundSeconds: 1,
      warmupSeconds: 0,
      scoreLimit: 0,
      friendlyFire: false,
      onRoundOver: (result) => results.push(result),
    },
    { runtime: systemRuntime, state, members, dt: 1 / 30, recording },
  );
  for (const [index, entry] of entries.entries()) {
    const id = index + 1;
    members.set(id, Object.assign(new RosterEntry(), { id }, entry));
    if (!entry.spectator) rounds.join(Object.assign(new Player(), { id }));
  }
  while (phaseOf(state.match) !== "results") {
    stepWorld(rounds.world, []);
    rounds.advance();
  }
  return results.length;
}

test("a round is kept when a player fought in it who is not the host's own bot", () => {
  const own = { bot: true, backfill: true };
  expect(resultsOf(own, {})).toBe(1);
  expect(resultsOf(own, { bot: true })).toBe(1);
  expect(resultsOf(own, own)).toBe(0);
  expect(resultsOf(own, own, { spectator: true })).toBe(0);
});
