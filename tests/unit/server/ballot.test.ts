import { createRandom } from "@fray/netcode/core";
import { Ballot, type Voter } from "@fray/server/internal/match/ballot";
import type { RoundPlan } from "@fray/server/internal/match/rotation";
import { Arena } from "@fray/shared-state/arena/arena";
import { MODES } from "@fray/shared-state/match/modes";
import { MatchState } from "@fray/shared-state/schema/match-state";
import fc from "fast-check";
import { expect, test } from "vitest";

const plan = (map: string, mode: RoundPlan["mode"]): RoundPlan => ({
  arena: new Arena({ name: map, width: 4, height: 4, walls: [], spawns: [{ x: 1, y: 1, team: 0 }], pickups: [] }),
  mode,
});
const person = (id: number): Voter => ({
  roster: { bot: false },
  identities: [`p${id}`],
});

const anyRotation = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("ffa", "tdm", "ctf")), {
  minLength: 1,
  maxLength: 8,
});
const anyVotes = fc.array(fc.tuple(fc.nat(9), fc.nat(5)), { maxLength: 30 });

test("whatever is voted: no round is offered twice, what is announced comes, and it has the most votes", () => {
  fc.assert(
    fc.property(anyRotation, fc.nat(20), anyVotes, fc.nat(), (pairs, turn, votes, seed) => {
      const rotation = pairs.map(([map, mode]) => plan(map, mode as RoundPlan["mode"]));
      const match = new MatchState();
      match.round = 3;
      const ballot = new Ballot(match, () => true);
      ballot.open(rotation, turn, createRandom(seed));
      const nameOf = (index: number | undefined) =>
        `${rotation[index ?? -1]?.arena.name} ${rotation[index ?? -1]?.mode}`;
      const options = [...match.ballot];
      expect(new Set(options.map(nameOf)).size).toBe(options.length);
      const isOne = new Set(rotation.map((_, index) => nameOf(index))).size === 1;
      expect(options.length === 0).toBe(isOne);
      const last = new Map<number, number>();
      for (const [id, choice] of votes) {
        const refused = ballot.vote(person(id), 3, choice);
        expect(refused === undefined).toBe(choice < options.length);
        if (!refused) last.set(id, choice);
      }
      ballot.recount(rotation);
      const counts = options.map((_, index) => [...last.values()].filter((choice) => choice === index).length);
      expect(isOne ? [] : [...match.votes]).toEqual(counts);
      const announced = `${match.nextMap} ${MODES[match.nextMode]}`;
      const chosen = ballot.close();
      if (isOne) expect(chosen).toBeUndefined();
      else {
        expect(nameOf(chosen)).toBe(announced);
        const place = options.indexOf(chosen ?? -1);
        expect(counts[place]).toBe(Math.max(...counts));
        if (last.size === 0) expect(nameOf(chosen)).toBe(nameOf((turn + 1) % rotation.length));
      }
      expect([match.ballot.length, match.votes.length]).toEqual([0, 0]);
    }),
    { numRuns: 300 },
  );
});

test("bots have no vote, a person in two tabs has one, and another seed breaks a tie the other way", () => {
  const rotation = [plan("a", "ffa"), plan("b", "ffa"), plan("c", "ffa")];
  const winners = Array.from({ length: 16 }, (_, seed) => {
    const match = new MatchState();
    const ballot = new Ballot(match, () => true);
    ballot.open(rotation, 0, createRandom(seed));
    expect(ballot.vote({ ...person(1), roster: { bot: true } }, 0, 0)?.code).toBe("notAllowed");
    ballot.vote({ roster: { bot: false }, identities: ["p2", "p9"] }, 0, 0);
    ballot.vote(person(2), 0, 1);
    ballot.vote(person(3), 0, 0);
    ballot.recount(rotation);
    expect([...match.votes]).toEqual([1, 1, 0]);
    return ballot.close();
  });
  expect(new Set(winners)).toEqual(new Set([1, 2]));
});
