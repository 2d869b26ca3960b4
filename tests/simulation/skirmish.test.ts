import type { Skill } from "@fray/bot-client/internal/skills/skill";
import { SKILLS, skillOf } from "@fray/bot-client/internal/skills/steps";
import { hashWorld } from "@fray/shared-state/internal/simulation/state-hash";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { describe, expect, test } from "vitest";

import { playHeadless } from "../support/headless-match.ts";
import { loadMap } from "../support/maps.ts";

const arena = loadMap("foundry");
const MIXED_SIX = Array.from({ length: 6 }, (_, index) => skillOf("mixed", index));

const { fire, dash, reload, special } = BUTTON;
/** One weapon at a time, with or without a dash. */
const LEGAL_BUTTONS = new Set([0, fire, reload, special].flatMap((weapon) => [weapon, weapon | dash]));

/** Somebody in their first match: sees, points and clicks, hardly leads and forgets to dodge. */
const NEWCOMER: Skill = {
  ...SKILLS.rookie,
  reaction_s: 0.5,
  aimError_rad: 0.16,
  turn_rad_per_s: 6,
  lead: 0.25,
  fireRange_u: 14,
  burst_s: 2,
  rest_s: 0.2,
  specialRest_s: 5,
  strafe: 0.6,
};

const outcome = (seed: number): number =>
  hashWorld(playHeadless({ arena, skills: MIXED_SIX, seconds: 20, seed }).world);

/** Kills of either side over matches enough that luck with the pads evens out. */
function duel(one: Skill, other: Skill): readonly [number, number] {
  let kills: readonly [number, number] = [0, 0];
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const [first, second] = playHeadless({ arena, skills: [one, other], seconds: 90, seed }).contestants;
    kills = [kills[0] + (first?.member.kills ?? 0), kills[1] + (second?.member.kills ?? 0)];
  }
  return kills;
}

describe("six mixed bots for a minute", () => {
  test.each([1, 2, 3])("kill all the time and never get stuck (seed %i)", (seed) => {
    const { contestants } = playHeadless({ arena, skills: MIXED_SIX, seconds: 60, seed });
    const kills = contestants.reduce((sum, { member }) => sum + member.kills, 0);
    expect(kills).toBeGreaterThanOrEqual(60 / 5);
    for (const { walked, stillFor, member } of contestants) {
      expect(walked).toBeGreaterThan(100);
      // In cover one may stand for a while.
      expect(stillFor).toBeLessThan(9);
      expect(member.kills + member.deaths).toBeGreaterThan(0);
    }
  });

  test("send nothing but finite and legal inputs", () => {
    playHeadless({
      arena,
      skills: MIXED_SIX,
      seconds: 60,
      seed: 4,
      watch: (_, { moveX, moveY, aim, buttons }) => {
        if (!(Math.hypot(moveX, moveY) <= 1 + 1e-9)) throw new Error(`moves by ${moveX}, ${moveY}`);
        if (!Number.isFinite(aim)) throw new Error(`aims at ${aim}`);
        if (!LEGAL_BUTTONS.has(buttons)) throw new Error(`presses ${buttons}`);
      },
    });
  });

  test("play the same match again for the same seed", () => {
    expect(outcome(5)).toBe(outcome(5));
    expect(outcome(5)).not.toBe(outcome(6));
  });
});

describe("skill", () => {
  test("a veteran beats a regular, and a regular a rookie, by far", () => {
    for (const [better, worse] of [
      [SKILLS.veteran, SKILLS.regular],
      [SKILLS.regular, SKILLS.rookie],
      [SKILLS.veteran, SKILLS.rookie],
    ] as const) {
      const [won, lost] = duel(better, worse);
      expect(won).toBeGreaterThan(2 * lost);
    }
  });

  test("a newcomer beats a rookie easily, within seconds of meeting it", () => {
    let won = 0;
    let lost = 0;
    const secondsToKill: number[] = [];
    for (const seed of [1, 2, 3]) {
      let metAt: number | undefined;
      const { contestants } = playHeadless({
        arena,
        skills: [NEWCOMER, SKILLS.rookie],
        seconds: 120,
        seed,
        watch: ({ fighter, memory }, _, { tick, dt, events }) => {
          if (fighter.id !== 1) return;
          if (memory.target) metAt ??= tick;
          const death = events.find((event) => event.type === "death");
          if (death?.killer === 1 && metAt !== undefined) secondsToKill.push((tick - metAt) * dt);
          if (death) metAt = undefined;
        },
      });
      won += contestants[0]?.member.kills ?? 0;
      lost += contestants[1]?.member.kills ?? 0;
    }
    expect(won).toBeGreaterThan(3 * lost);
    const sorted = secondsToKill.toSorted((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(10);
  });
});
