import { describe, expect, test } from "vitest";

import { PEOPLE, playFirstRounds } from "../support/simulated-people.ts";

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

describe("the first round of a newcomer on a server with default settings", () => {
  test.each(["slow", "average", "quick"] as const)("is an even one for a %s person", { timeout: 120_000 }, (name) => {
    const { killsPerDeath, deathsPerMinute } = playFirstRounds(PEOPLE[name], SEEDS);
    expect(killsPerDeath).toBeGreaterThan(0.8);
    expect(killsPerDeath).toBeLessThan(1.5);
    expect(deathsPerMinute).toBeLessThan(4);
  });
});
