import { skillOfStep, SKILLS } from "@fray/bot-client/internal/skills/steps";
import type { RoundPlan } from "@fray/server/internal/match/rotation";
import { KnownLevels } from "@fray/server/internal/skill/known-levels";
import { knownAt } from "@fray/server/internal/skill/player-level";
import { MODES, type Mode } from "@fray/shared-state/match/modes";
import { expect, test } from "vitest";

import { fightDuels } from "../support/duels.ts";
import { loadMap } from "../support/maps.ts";
import { DEFAULT_ROUNDS, PEOPLE, playFirstRound, playFirstRounds } from "../support/simulated-people.ts";

/** Few, because they are cheap to play but many pairs; `npm run bench -- bots` fights 400. */
const DUELS = 20;

test("each step of skill beats the step below it about as clearly as any other", () => {
  const arena = loadMap("kiln");
  const seeds = Array.from({ length: DUELS }, (_, index) => index + 1);
  const shares: number[] = [];
  for (let step = 2; step <= 9; step++) {
    const { won, lost } = fightDuels(arena, skillOfStep(step), skillOfStep(step - 1), seeds);
    shares.push(won / (won + lost));
  }
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  expect(mean).toBeGreaterThan(0.6);
  expect(mean).toBeLessThan(0.75);
  for (const share of shares) expect(share).toBeGreaterThan(0.45);
});

test("a server with default settings plays every mode", () => {
  expect(new Set(DEFAULT_ROUNDS.map(({ mode }) => mode))).toEqual(new Set(MODES));
});

const roundOf = (mode: Mode): RoundPlan => {
  const plan = DEFAULT_ROUNDS.find((round) => round.mode === mode);
  if (!plan) throw new Error(`${mode} is not played`);
  return plan;
};

/** Each mode with one person: test:long plays all of them, twenty times each. */
test.each([
  ["quick", "ffa"],
  ["slow", "tdm"],
  ["average", "ctf"],
  ["quick", "hill"],
] as const)("a first round of a newcomer is an even one: a %s person in %s", (name, mode) => {
  const { killsPerDeath, deathsPerMinute } = playFirstRounds(PEOPLE[name], [1, 2], roundOf(mode));
  expect(killsPerDeath).toBeGreaterThan(0.8);
  expect(killsPerDeath).toBeLessThan(1.5);
  expect(deathsPerMinute).toBeLessThan(4);
});

test("a veteran still meets veterans at the end of a round", () => {
  const levels = new KnownLevels();
  levels.remember("person", knownAt(8));
  const { level } = playFirstRound(SKILLS.veteran, { ...roundOf("ffa"), seed: 1, levels });
  expect(level).toBeGreaterThan(6.5);
});
