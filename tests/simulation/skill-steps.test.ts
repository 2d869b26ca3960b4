import { skillOfStep } from "@fray/bot-client/internal/skills/steps";
import { expect, test } from "vitest";

import { fightDuels } from "../support/duels.ts";
import { loadMap } from "../support/maps.ts";
import { PEOPLE, playFirstRounds } from "../support/simulated-people.ts";

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

test.each(["slow", "average", "quick"] as const)("a first round of a newcomer is an even one: %s", (name) => {
  const { killsPerDeath, deathsPerMinute } = playFirstRounds(PEOPLE[name], [1, 2]);
  expect(killsPerDeath).toBeGreaterThan(0.8);
  expect(killsPerDeath).toBeLessThan(1.7);
  expect(deathsPerMinute).toBeLessThan(5);
});
