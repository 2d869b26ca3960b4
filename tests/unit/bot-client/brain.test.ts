import { interceptTime } from "@fray/bot-client/internal/brain/weapons/intercept";
import type { Skill } from "@fray/bot-client/internal/skills/skill";
import { SKILLS } from "@fray/bot-client/internal/skills/steps";
import type { OwnBody } from "@fray/bot-client/internal/view/view";
import { PROJECTILES } from "@fray/shared-state/rules";
import { BUTTON, type Input } from "@fray/shared-state/schema/input-frame";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  DT,
  foundry,
  NEVER_WRONG,
  OPEN,
  other,
  ownBody,
  playScene,
  presses,
  round,
  shotOf,
  type Scene,
} from "../../bot-client/scene.ts";

const play = (skill: Skill, seconds: number, scene: Scene): readonly Input[] => playScene(skill, seconds, scene).inputs;

const reloads = (inputs: readonly Input[]): boolean => presses(inputs, BUTTON.reload) > 0;
const fires = (inputs: readonly Input[]): boolean => presses(inputs, BUTTON.fire) > 0;
/** A shot from the left whose line runs just above the middle of `OPEN`. */
const SHOT = shotOf({ weapon: "pulse", x: 15, y: 16.1, angle: 0 });

/** Whether a body with this skill leaves the shot's path. */
const sidesteps = (skill: Skill): boolean =>
  play({ ...skill, reaction_s: 0.1 }, 0.25, { shots: [SHOT], self: ownBody({ y: 16.2 }) }).some(
    ({ moveX, moveY }) => Math.abs(moveY) > 0.99 && Math.abs(moveX) < 0.01,
  );

const firstShot = (inputs: readonly Input[]): number =>
  inputs.findIndex(({ buttons }) => (buttons & BUTTON.fire) !== 0) * DT;

describe("shooting", () => {
  test("an enemy in sight is shot at, with the aim on it", () => {
    const inputs = play(NEVER_WRONG, 2, { bodies: [other(22, 20)] });
    const shot = inputs.find(({ buttons }) => (buttons & BUTTON.fire) !== 0);
    expect(shot?.aim).toBeCloseTo(Math.PI / 2, 1);
  });

  test.each(["rookie", "regular", "veteran"] as const)("a %s takes its time to react", (name) => {
    const skill = { ...SKILLS[name], aimError_rad: 0 };
    const after = firstShot(play(skill, 3, { bodies: [other(22, 20)] }));
    expect(after).toBeGreaterThan(skill.reaction_s * 0.7);
    expect(after).toBeLessThan(skill.reaction_s * 1.3 + 0.8);
  });

  test("a bot does not shoot through walls, at shields, or beyond its range", () => {
    const wall = { x: 19.5, y: 13.5 };
    const behind = { x: OPEN.x + (wall.x - OPEN.x) * 1.7, y: OPEN.y + (wall.y - OPEN.y) * 1.7 };
    expect(foundry.sees(OPEN.x, OPEN.y, behind.x, behind.y)).toBe(false);
    expect(fires(play(NEVER_WRONG, 3, { bodies: [other(behind.x, behind.y)] }))).toBe(false);
    expect(fires(play(NEVER_WRONG, 3, { bodies: [other(22, 20, { shielded: true })] }))).toBe(false);
    expect(fires(play({ ...NEVER_WRONG, fireRange_u: 3 }, 3, { bodies: [other(22, 20)] }))).toBe(false);
  });

  test("a clear enemy is preferred to a nearer one behind a wall", () => {
    const hidden = other(17.2, 13.5, { id: 3 });
    const inputs = play(NEVER_WRONG, 2, { bodies: [hidden, other(22, 24)] });
    expect(fires(inputs)).toBe(true);
    expect(inputs.at(-1)?.aim).toBeCloseTo(Math.PI / 2, 1);
  });

  test("a used clip is changed when no enemy is near, not in a fight", () => {
    const self = ownBody({ ammo: 9 });
    expect(reloads(play(SKILLS.regular, 2, { self }))).toBe(true);
    expect(reloads(play(SKILLS.regular, 2, { self, bodies: [other(22, 20)] }))).toBe(false);
  });

  test("a pulse is aimed with lead, a charged rail at the present place", () => {
    const bodies = [other(22, 24, { vx: 7 })];
    const aimed = (self: OwnBody): number => play(NEVER_WRONG, 1, { self, bodies }).at(-3)?.aim ?? 0;
    const straight = Math.atan2(8, 0);
    expect(straight - aimed(ownBody())).toBeGreaterThan(0.2);
    expect(straight - aimed(ownBody({ railCharge: 1 }))).toBeLessThan(0.1);
  });

  test("a rail is fired at times, and at once during a reload", () => {
    const rails = (self: OwnBody): number =>
      presses(play(NEVER_WRONG, 4, { self, bodies: [other(22, 20)] }), BUTTON.special);
    expect(rails(ownBody())).toBeGreaterThanOrEqual(1);
    expect(rails(ownBody())).toBeLessThanOrEqual(3);
    expect(rails(ownBody({ specialCooldown: 1 }))).toBe(0);
    expect(rails(ownBody({ reloadSteps: 5 }))).toBeGreaterThan(10);
  });

  test("the intercept is where shot and target are at the same time", () => {
    const offset = fc.double({ min: -20, max: 20, noNaN: true });
    const speed = fc.double({ min: -15, max: 15, noNaN: true });
    const weapon = fc.constantFrom("pulse", "scatter", "rocket", "orb");
    fc.assert(
      fc.property(offset, offset, speed, speed, weapon, (x, y, vx, vy, name) => {
        const rules = PROJECTILES[name];
        fc.pre(Math.hypot(x, y) > 1 && Math.hypot(vx, vy) < rules.speed_u_per_s - 1);
        const time = interceptTime(x, y, vx, vy, rules);
        expect(time).toBeDefined();
        const reached = Math.hypot(x + vx * (time ?? 0), y + vy * (time ?? 0));
        expect(reached).toBeCloseTo(rules.muzzle_u + rules.speed_u_per_s * (time ?? 0), 6);
      }),
    );
  });
});

describe("moving", () => {
  test("a veteran steps or dashes out of a shot's path, a rookie does not notice", () => {
    expect(sidesteps({ ...SKILLS.veteran, dodge: 1, dash: 1 })).toBe(true);
    expect(sidesteps(SKILLS.rookie)).toBe(false);
  });

  test("the badly wounded run where the enemy can't see them", () => {
    const threat = other(22, 20);
    const self = ownBody({ health: 15 });
    const { memory } = playScene(SKILLS.veteran, 2, { self, bodies: [threat] }, { seed: 3 });
    expect(memory.plan).toBe("retreat");
    expect(memory.destination).toBeDefined();
    expect(memory.destination && foundry.sees(threat.x, threat.y, memory.destination.x, memory.destination.y)).toBe(
      false,
    );
  });

  test("without enemies it walks across the map", () => {
    const inputs = play(SKILLS.rookie, 1, {});
    expect(inputs.filter(({ moveX, moveY }) => Math.hypot(moveX, moveY) > 0.9).length).toBeGreaterThan(25);
  });

  test("it keeps its distance: it backs off from an enemy at arm's length in its way", () => {
    const steps = play({ ...NEVER_WRONG, strafe: 0 }, 1, { bodies: [other(22, 17)] }).slice(20);
    for (const { moveY } of steps) expect(moveY).toBeLessThan(-0.5);
  });

  test("a dead bot, one before its first spawn and one on the podium do nothing", () => {
    const bodies = [other(22, 20)];
    for (const scene of [
      { self: ownBody({ alive: false }), bodies },
      { self: undefined, bodies },
      { bodies, round: round("tdm", { inPhase: "results" }) },
    ]) {
      for (const input of play(SKILLS.veteran, 1, scene)) {
        expect(input).toMatchObject({ moveX: 0, moveY: 0, buttons: 0 });
      }
    }
  });
});
