import type { Skill } from "@fray/bot-client/internal/skills/skill";
import { SKILLS } from "@fray/bot-client/internal/skills/steps";
import type { OwnBody, SeenPickup } from "@fray/bot-client/internal/view/view";
import type { PickupKind } from "@fray/shared-state/rules";
import { describe, expect, test } from "vitest";

import { armedWith, lying, other, ownBody, playScene, type Scene } from "../../bot-client/scene.ts";
import { testArena } from "../../support/duel.ts";

const arena = testArena();
const HERE = { x: 30, y: 20 };

/** Returns the goal of a bot in the middle of a bare floor, with these pickups on it. */
function goalOf(
  pickups: readonly SeenPickup[],
  self: Partial<OwnBody> = {},
  scene: Scene = {},
  skill: Skill = SKILLS.veteran,
) {
  const { memory } = playScene(skill, 0.5, { arena, self: ownBody({ ...HERE, ...self }), pickups, ...scene });
  return memory.plan === "goal" || memory.plan === "retreat" ? memory.destination : undefined;
}

/** Whether a bot with these properties goes for a pickup of this kind at this distance in u. */
const goesFor = (kind: PickupKind, away: number, self: Partial<OwnBody> = {}, scene: Scene = {}): boolean => {
  const goal = goalOf([lying(kind, HERE.x + away, HERE.y)], self, scene);
  return goal?.x === HERE.x + away;
};

describe("pickups on the ground", () => {
  test("health is for hurt bots, the farther the worse they are hurt", () => {
    expect(goesFor("health", 3)).toBe(false);
    expect(goesFor("health", 12, { health: 80 })).toBe(false);
    expect(goesFor("health", 12, { health: 30 })).toBe(true);
  });

  test("armour is for a bot without it, ammunition for one that has shot", () => {
    expect(goesFor("armour", 10)).toBe(true);
    expect(goesFor("armour", 10, { armour: 50 })).toBe(false);
    expect(goesFor("ammo", 4)).toBe(false);
    expect(goesFor("ammo", 4, { ammo: 2 })).toBe(true);
    expect(goesFor("ammo", 4, { ...armedWith("rocket"), specialAmmo: 1 })).toBe(true);
  });

  test("a weapon is for a bot that has only the rail, or none of its rounds left", () => {
    expect(goesFor("rocket", 12)).toBe(true);
    expect(goesFor("rocket", 12, armedWith("orb"))).toBe(false);
    expect(goesFor("rocket", 3, { ...armedWith("rocket"), specialAmmo: 1 })).toBe(true);
  });

  test("the Overdrive is for every bot, from afar", () => {
    expect(goesFor("overdrive", 28)).toBe(true);
  });

  test("a bot does not wait for a taken pickup", () => {
    expect(goalOf([lying("overdrive", HERE.x + 5, HERE.y, false)])).toBeUndefined();
  });

  test("the pickup most worth its way is chosen", () => {
    const [near, far] = [lying("armour", HERE.x + 3, HERE.y), lying("health", HERE.x - 8, HERE.y)];
    expect(goalOf([near, far])).toMatchObject({ x: near.x });
    expect(goalOf([near, far], { health: 20 })).toMatchObject({ x: far.x });
  });

  test("a rookie does not go as far as a veteran", () => {
    const rocket = [lying("rocket", HERE.x + 12, HERE.y)];
    expect(goalOf(rocket, {}, {}, SKILLS.rookie)).toBeUndefined();
  });
});

describe("in a fight", () => {
  const bodies = [other(HERE.x, HERE.y + 8)];

  test("in a fight, only the Overdrive, and health for the badly hurt, are taken", () => {
    expect(goesFor("armour", 6, {}, { bodies })).toBe(false);
    expect(goesFor("overdrive", 6, {}, { bodies })).toBe(true);
    expect(goesFor("health", 6, { health: 60 }, { bodies })).toBe(false);
    expect(goesFor("health", 6, { health: 35 }, { bodies })).toBe(true);
  });

  test("a bot that runs from an enemy runs to a healing pickup, if it is not too far", () => {
    const hurt = { health: 10 };
    const goalAfter = (away: number) =>
      playScene({ ...SKILLS.regular, forage: 1 }, 2, {
        arena,
        self: ownBody({ ...HERE, ...hurt }),
        bodies,
        pickups: [lying("health", HERE.x + away, HERE.y)],
      }).memory;
    expect(goalAfter(12)).toMatchObject({ plan: "retreat", destination: { x: HERE.x + 12 } });
    expect(goalAfter(25).destination?.x).not.toBe(HERE.x + 25);
  });
});
