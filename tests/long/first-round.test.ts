import { describe, expect, test } from "vitest";

import { DEFAULT_ROUNDS, PEOPLE, playFirstRounds } from "../support/simulated-people.ts";

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

describe.each(DEFAULT_ROUNDS)("the first round of a newcomer on a server with default settings: $mode", (plan) => {
  test.each(["slow", "average", "quick"] as const)("is an even one for a %s person", { timeout: 300_000 }, (name) => {
    const { killsPerDeath, deathsPerMinute } = playFirstRounds(PEOPLE[name], SEEDS, plan);
    expect(killsPerDeath).toBeGreaterThan(0.8);
    expect(killsPerDeath).toBeLessThan(1.5);
    expect(deathsPerMinute).toBeLessThan(4);
  });
});
