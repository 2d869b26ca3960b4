import { SKILLS } from "@fray/bot-client/internal/skills/steps";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { areEnemies } from "@fray/shared-state/simulation/body";
import { describe, expect, test } from "vitest";

import { NEVER_WRONG, OPEN, other, ownBody, playScene, presses } from "../../bot-client/scene.ts";
import { playHeadless } from "../../support/headless-match.ts";
import { loadMap } from "../../support/maps.ts";

const anyShot = BUTTON.fire | BUTTON.special;
const self = ownBody({ team: 1 });

describe("mates", () => {
  test("are not shot at, however near they stand", () => {
    const { inputs, memory } = playScene(NEVER_WRONG, 3, { self, bodies: [other(OPEN.x, OPEN.y + 4, { team: 1 })] });
    expect(presses(inputs, anyShot)).toBe(0);
    expect(memory.target).toBeUndefined();
  });

  test("do not stop a bot from shooting at the enemy behind", () => {
    const mate = other(OPEN.x, OPEN.y + 2, { team: 1 });
    const enemy = other(OPEN.x, OPEN.y + 5, { id: 3, team: 2 });
    const { inputs, memory } = playScene(NEVER_WRONG, 2, { self, bodies: [mate, enemy] });
    expect(memory.target?.id).toBe(3);
    expect(presses(inputs, BUTTON.fire)).toBeGreaterThan(5);
  });

  test.each(["tdm", "ctf", "hill"] as const)("a minute of %s has no trigger pulled on one", (mode) => {
    let pulled = 0;
    playHeadless({
      arena: loadMap("foundry"),
      mode,
      skills: Array.from({ length: 8 }, () => SKILLS.regular),
      seconds: 60,
      seed: 3,
      watch: ({ fighter, memory }, { buttons }, { fighters }) => {
        if ((buttons & anyShot) === 0) return;
        pulled++;
        // The body that the bot aims at, or aimed at when it considered the rocket round the corner.
        const aimedAt = fighters.get(memory.target?.id ?? memory.lobbed?.id ?? 0);
        expect(aimedAt && areEnemies(fighter, aimedAt)).toBe(true);
      },
    });
    expect(pulled).toBeGreaterThan(100);
  });
});
