import { MODES, type Mode } from "@fray/shared-state/match/modes";
import { snapPosition } from "@fray/shared-state/quantized";
import { Flag, MatchState } from "@fray/shared-state/schema/match-state";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { FIELD, HeadlessMatch, put } from "./headless.ts";

/** An id that may belong to a present body or not. */
const anyone = fc.integer({ min: 1, max: 8 });

/** One thing that happens before a tick of a match. */
const anyDeed = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant("go" as const), who: anyone, where: fc.nat(6) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant("kill" as const), who: anyone, whom: anyone }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("join" as const), who: anyone }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("leave" as const), who: anyone }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant("wait" as const), ticks: fc.integer({ min: 1, max: 90 }) }) },
);
type Deed = typeof anyDeed extends fc.Arbitrary<infer T> ? T : never;

/** Where something may be decided, and a corner where nothing is. */
const PLACES = [...FIELD.flags, ...FIELD.hills, { x: 1, y: 1 }, { x: 20, y: 10 }];

/** Plays `deeds` and calls `look` after every tick; rounds follow each other. */
function play(match: HeadlessMatch, mode: Mode, deeds: readonly Deed[], look: (match: HeadlessMatch) => void): void {
  for (const id of [1, 2, 3]) match.join(id);
  for (const deed of deeds) {
    const kills: [number, number][] = [];
    let ticks = 1;
    switch (deed.what) {
      case "join":
        if (!match.members.has(deed.who)) match.join(deed.who);
        break;
      case "leave":
        match.leave(deed.who);
        break;
      case "wait":
        ({ ticks } = deed);
        break;
      case "go": {
        const place = PLACES[deed.where % PLACES.length];
        const fighter = match.world.fighters.get(deed.who);
        if (place && fighter?.alive) put(fighter, snapPosition(place.x), snapPosition(place.y));
        break;
      }
      case "kill":
        if (match.world.fighters.get(deed.who)?.alive) kills.push([deed.who, deed.whom]);
    }
    for (let tick = 0; tick < ticks; tick++) {
      match.step(tick === 0 ? kills : []);
      look(match);
      if (match.isRoundDone) match.moveTo(FIELD, mode);
    }
  }
}

const SETTINGS = { warmupSeconds: 1, roundSeconds: 15, scoreLimit: 3 };
const RUNS = { numRuns: 30 };
const anyDeeds = fc.array(anyDeed, { minLength: 20, maxLength: 120 });

describe.for(MODES)("invariants hold for all actions in %s", (mode) => {
  test("a flag is at home, carried by a living enemy of its team or on the ground, and only ever one of these", () => {
    fc.assert(
      fc.property(anyDeeds, (deeds) => {
        play(new HeadlessMatch(mode, SETTINGS), mode, deeds, ({ state, world, phase }) => {
          expect(Array.from(state.flags, ({ team }) => team)).toEqual(mode === "ctf" ? [1, 2] : []);
          // The state of a finished round does not change.
          if (phase === "results") return;
          for (const flag of state.flags) {
            const stand = FIELD.flags.find(({ team }) => team === flag.team);
            if (flag.home) {
              expect(flag).toMatchObject({ x: stand?.x, y: stand?.y, carrier: 0 });
              continue;
            }
            if (flag.carrier === 0) {
              expect(flag.returnTick).toBeGreaterThan(world.tick);
              continue;
            }
            const carrier = world.fighters.get(flag.carrier);
            expect(carrier).toMatchObject({ alive: true, x: flag.x, y: flag.y, team: 3 - flag.team });
          }
        });
      }),
      RUNS,
    );
  });

  test("scores change only in a round that counts, and fall only by suicides and kills of mates", () => {
    fc.assert(
      fc.property(anyDeeds, (deeds) => {
        const match = new HeadlessMatch(mode, SETTINGS);
        const standing = () => ({
          phase: match.phase,
          round: match.state.round,
          teams: [...match.state.scores],
          members: structuredClone([...match.members.values()]),
        });
        let before = standing();
        play(match, mode, deeds, () => {
          const now = standing();
          const hasBegun = now.round !== before.round || (before.phase === "warmup" && now.phase === "live");
          const teamOf = (id: number) => match.members.get(id)?.team || id;
          const ownKills = match.world.events.filter(
            (event) => event.type === "death" && teamOf(event.victim) === teamOf(event.killer),
          );
          if (hasBegun || now.phase === "warmup") {
            for (const { score, kills, deaths } of now.members) expect([score, kills, deaths]).toEqual([0, 0, 0]);
            expect(now.teams).toEqual([0, 0]);
          } else if (before.phase === "results") {
            expect(now.teams).toEqual(before.teams);
          } else if (ownKills.length === 0) {
            now.teams.forEach((score, index) => expect(score).toBeGreaterThanOrEqual(before.teams[index] ?? 0));
          }
          if (before.phase === "results" || ownKills.length === 0) {
            for (const member of before.members) {
              const after = match.members.get(member.id);
              if (!after || hasBegun) continue;
              expect(after.score).toBeGreaterThanOrEqual(member.score);
              if (before.phase === "results") expect(after).toEqual(member);
            }
          }
          before = now;
        });
      }),
      RUNS,
    );
  });

  test("the results are those of the round: a winner ahead of the other, no body alive, the best first", () => {
    let seen = 0;
    fc.assert(
      fc.property(anyDeeds, (deeds) => {
        play(new HeadlessMatch(mode, SETTINGS), mode, deeds, ({ state, members, world, phase }) => {
          if (phase !== "results") return;
          seen++;
          const [blue = 0, orange = 0] = state.scores;
          expect(state.winner).toBe(blue === orange ? 0 : blue > orange ? 1 : 2);
          expect([...world.fighters.values()].some(({ alive }) => alive)).toBe(false);
          const podium = state.podium.flatMap((id) => members.get(id)?.score ?? []);
          expect(podium).toEqual(podium.toSorted((a, b) => b - a));
        });
      }),
      RUNS,
    );
    expect(seen).toBeGreaterThan(0);
  });

  test("a room's synced state is equal to that of plain objects", () => {
    fc.assert(
      fc.property(anyDeeds, (deeds) => {
        const plain = new HeadlessMatch(mode, SETTINGS);
        const synced = new HeadlessMatch(mode, SETTINGS, { state: new MatchState(), flags: [new Flag(), new Flag()] });
        const story = (match: HeadlessMatch) => {
          const lines: string[] = [];
          play(match, mode, deeds, ({ state }) => {
            const { scores, flags, podium, winner, phase, endTick, hill } = state;
            const places = Array.from(flags, ({ x, y, carrier, home }) => ({ x, y, carrier, home }));
            const { team, contested, moveTick } = hill;
            const line = { scores, places, podium, winner, phase, endTick, team, contested, moveTick };
            lines.push(JSON.stringify(line));
          });
          return lines;
        };
        expect(story(synced)).toEqual(story(plain));
      }),
      RUNS,
    );
  });
});
