import type { Skill } from "@fray/bot-client/internal/skills/skill";
import { SKILLS } from "@fray/bot-client/internal/skills/steps";
import type { SeenShot } from "@fray/bot-client/internal/view/view";
import { MAX_HEALTH, PROJECTILES } from "@fray/shared-state/rules";
import { createFighter } from "@fray/shared-state/simulation/body";
import { stepWorld } from "@fray/shared-state/simulation/step-world";
import { addFighter, createWorld } from "@fray/shared-state/simulation/world";
import { describe, expect, test } from "vitest";

import { ownBody, playScene, shotOf } from "../../bot-client/scene.ts";
import { DT, HERE, testArena } from "../../support/duel.ts";

const QUICK: Skill = { ...SKILLS.veteran, reaction_s: 0.15, dodge: 1, dash: 1 };
const wall = { left: 25, top: 10, right: 26, bottom: 30 };
const arena = testArena({ walls: [wall] });

/** Health left after a shot fired at time 0, with the body doing what the brain wants, or standing there. */
function healthAfter(skill: Skill | "standing", shot: SeenShot, at: { x: number; y: number }): number {
  const world = createWorld(arena, DT, 1);
  const fighter = createFighter(1);
  addFighter(world, fighter);
  stepWorld(world, []);
  Object.assign(fighter, at, { shielded: false });
  world.shots.push({ ...shot.shot, bornTick: world.tick, team: 0, boost: 1 });
  playScene(
    skill === "standing" ? SKILLS.rookie : skill,
    2,
    (now) => ({
      arena,
      self: ownBody({ ...fighter, lives: 1 }),
      shots: now < 1.5 && world.shots.length > 0 ? [shot] : [],
    }),
    {
      onInput: (input) => stepWorld(world, skill === "standing" ? [] : [{ fighter, seq: 1, input }]),
    },
  );
  return fighter.health;
}

describe("a rocket or an orb", () => {
  const rocket = shotOf({ weapon: "rocket", x: 8, y: HERE.y, angle: 0 }, arena);
  const orb = shotOf({ weapon: "orb", x: 10, y: HERE.y, angle: 0 }, arena);

  test("is dodged, far enough for its blast to miss", () => {
    for (const shot of [rocket, orb]) {
      expect(healthAfter("standing", shot, HERE)).toBeLessThan(MAX_HEALTH);
      expect(healthAfter(QUICK, shot, HERE)).toBe(MAX_HEALTH);
    }
  });

  test("makes a bot run from where it will explode on a wall", () => {
    const beside = { x: wall.left - 0.6, y: HERE.y + 1.4 };
    const standing = healthAfter("standing", rocket, beside);
    expect(standing).toBeLessThan(MAX_HEALTH);
    expect(healthAfter(QUICK, rocket, beside)).toBeGreaterThan(standing + 10);
  });

  test("a bot runs from its own only where it explodes: it passes through its owner", () => {
    const back = shotOf({ weapon: "orb", x: HERE.x, y: HERE.y, angle: 0, owner: 1 }, arena);
    const { inputs } = playScene(QUICK, 0.7, { arena, self: ownBody(HERE), shots: [back] });
    // On its way to the wall and back, the bot does not dodge it: the walk stays the same.
    const calm = playScene(QUICK, 0.7, { arena, self: ownBody(HERE) }).inputs;
    expect(inputs).toEqual(calm);
    const ends = { ...back, shot: { ...back.shot, reach: PROJECTILES.orb.muzzle_u + 3 } };
    const end = playScene(QUICK, 0.7, { arena, self: ownBody({ x: HERE.x + 3, y: HERE.y + 1 }), shots: [ends] });
    expect(end.memory.evasion).toMatchObject({ y: expect.toSatisfy((y: number) => y > 0.5) });
  });
});
