import { SKILLS } from "@fray/bot-client/internal/skills/steps";
import { ROCKET, SWAP_S, type Special } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { createShots } from "@fray/shared-state/simulation/shot";
import { pointAt } from "@fray/shared-state/simulation/shot-path";
import { describe, expect, test } from "vitest";

import {
  armedWith,
  DT,
  NEVER_WRONG,
  OPEN,
  other,
  ownBody,
  playScene,
  presses,
  type Scene,
} from "../../bot-client/scene.ts";
import { testArena } from "../../support/duel.ts";

/** Counts how often a bot with this special fires it in 4 s at a standing enemy at this distance. */
const specialsAt = (special: Special, distance: number, more: Parameters<typeof ownBody>[0] = {}): number => {
  const self = ownBody({ ...armedWith(special), ...more });
  const { inputs } = playScene(NEVER_WRONG, 4, { self, bodies: [other(OPEN.x, OPEN.y + distance)] });
  return presses(inputs, BUTTON.special);
};

describe("the special", () => {
  test("a scatter is fired only close by", () => {
    expect(specialsAt("scatter", 3)).toBeGreaterThan(0);
    expect(specialsAt("scatter", 6)).toBe(0);
  });

  test.each(["rocket", "orb"] as const)("no %s is fired where its own blast would reach", (special) => {
    expect(specialsAt(special, 2.5)).toBe(0);
    expect(specialsAt(special, 6)).toBeGreaterThan(0);
  });

  test("rockets are fired more often than rails", () => {
    expect(specialsAt("rocket", 6)).toBeGreaterThan(specialsAt("rail", 6));
  });

  test("is aimed with its own speed: the slower it flies, the farther ahead", () => {
    const lead = (self: Parameters<typeof ownBody>[0]): number => {
      const { inputs } = playScene({ ...NEVER_WRONG, blastWorth: 0 }, 1.5, {
        self: ownBody(self),
        arena: testArena(),
        bodies: [other(22, 22.5, { vx: 5 })],
      });
      const aims = inputs.filter(({ buttons }) => (buttons & BUTTON.special) !== 0).map(({ aim }) => Math.PI / 2 - aim);
      return aims[0] ?? Infinity;
    };
    const [rail, rocket, orb] = [lead({}), lead(armedWith("rocket")), lead(armedWith("orb"))];
    expect(rail).toBeLessThan(0.15);
    expect(rocket).toBeCloseTo(Math.asin(5 / ROCKET.speed_u_per_s), 1);
    expect(orb).toBeGreaterThan(rocket + 0.05);
    expect(orb).toBeLessThan(0.6);
  });

  test("the pulse waits for a chosen special during the change of weapons", () => {
    const self = ownBody({ ...armedWith("rocket"), specialCooldown: Math.round(SWAP_S / DT) });
    const eager = { ...NEVER_WRONG, blastWorth: 0 };
    const { inputs } = playScene(eager, 2, { self, bodies: [other(22, 22)] });
    expect(presses(inputs, BUTTON.fire)).toBe(0);
    const longer = playScene(eager, 2, { self: { ...self, specialCooldown: 25 }, bodies: [other(22, 22)] });
    expect(presses(longer.inputs, BUTTON.fire)).toBeGreaterThan(10);
  });

  test("a bot with a weapon for close fights goes close", () => {
    const closing = (special: Special): number => {
      const self = ownBody(armedWith(special));
      const { inputs } = playScene({ ...NEVER_WRONG, strafe: 0 }, 1, { self, bodies: [other(22, 23)] });
      return inputs.at(-1)?.moveY ?? 0;
    };
    expect(closing("scatter")).toBeGreaterThan(0.5);
    expect(closing("rocket")).toBeGreaterThan(0.5);
    expect(closing("rail")).toBeLessThan(0.1);
  });
});

describe("a blast", () => {
  const wall = testArena({ walls: [{ left: 14, top: 21, right: 32, bottom: 22 }] });
  const careful = { ...NEVER_WRONG, blastWorth: SKILLS.veteran.blastWorth };
  const rocketsAt = (enemy: ReturnType<typeof other>, arena = testArena()): number => {
    const self = ownBody(armedWith("rocket"));
    return presses(playScene(careful, 3, { self, arena, bodies: [enemy] }).inputs, BUTTON.special);
  };

  test("is spent on an enemy that runs along a wall, not on one that runs in the open", () => {
    expect(rocketsAt(other(22, 20.4, { vx: 7 }), wall)).toBeGreaterThan(0);
    expect(rocketsAt(other(22, 20.4, { vx: 7 }))).toBe(0);
  });

  test("is not spent on an enemy that stops for a moment in the open, but on one that keeps standing", () => {
    /** It walks to and fro, and stands when the bot looks. */
    const turning = (now: number) => other(22, 22, { vx: now % 0.4 < 0.2 ? 0 : 4 });
    const self = ownBody(armedWith("rocket"));
    const fired = (enemyAt: typeof turning) =>
      presses(
        playScene(NEVER_WRONG, 3, (now) => ({ self, arena: testArena(), bodies: [enemyAt(now)] })).inputs,
        BUTTON.special,
      );
    expect(fired(turning)).toBe(0);
    expect(fired(() => other(22, 22))).toBeGreaterThan(0);
  });
});

describe("an enemy that went behind a corner", () => {
  /** Behind a slab, with a wall farther back that rockets can be sent to and orbs off. */
  const arena = testArena({
    walls: [
      { left: 24, top: 15, right: 25, bottom: 20.3 },
      { left: 27, top: 10, right: 28, bottom: 30 },
    ],
  });
  const self = { x: 20, y: 20 };
  const hidden = { x: 26, y: 20.2 };
  const SLOW = { ...NEVER_WRONG, reaction_s: 0.5 };

  /** Sees the enemy at the corner for a moment, and then no more. */
  const gone = (special: Special, indirectFire = 1) => {
    const scene = (now: number): Scene => ({
      arena,
      self: ownBody({ ...armedWith(special), ...self }),
      bodies: now < 0.15 ? [other(26, 21.4, { vy: -4 })] : [other(hidden.x, hidden.y)],
    });
    return playScene({ ...SLOW, indirectFire }, 1.2, scene);
  };

  test.each(["rocket", "orb"] as const)("is reached by the %s sent there", (special) => {
    expect(arena.sees(self.x, self.y, hidden.x, hidden.y)).toBe(false);
    const { inputs } = gone(special);
    const fired = inputs.find(({ buttons }) => (buttons & BUTTON.special) !== 0);
    expect(fired).toBeDefined();
    const [shot] = createShots(arena, {
      owner: 1,
      seq: 1,
      weapon: special,
      ...self,
      angle: fired?.aim ?? 0,
      bornTick: 0,
    });
    const ways = Array.from({ length: 40 }, (_, index) => (index / 40) * Math.min(15, shot?.reach ?? 0));
    const nearest = Math.min(
      ...[...ways, shot?.reach ?? 0].map((way) => {
        const at = shot ? pointAt(shot, way) : self;
        return Math.hypot(at.x - hidden.x, at.y - hidden.y);
      }),
    );
    expect(nearest).toBeLessThan(ROCKET.blast.radius_u);
  });

  test("low cover is ignored by rails, and by bots that don't consider it", () => {
    expect(presses(gone("rail").inputs, BUTTON.special)).toBe(0);
    expect(presses(gone("orb", 0).inputs, BUTTON.special)).toBe(0);
  });
});

test("bots shoot over low cover", () => {
  const arena = testArena({ covers: [{ left: 15, top: 18, right: 30, bottom: 19 }] });
  const { inputs } = playScene(SKILLS.veteran, 2, { arena, bodies: [other(22, 21)] });
  expect(presses(inputs, BUTTON.fire)).toBeGreaterThan(5);
});
