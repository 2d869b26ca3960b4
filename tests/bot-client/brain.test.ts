import { decide } from "@fray/bot-client/brain/decide";
import { interceptTime } from "@fray/bot-client/brain/intercept";
import { createMemory } from "@fray/bot-client/brain/memory";
import { Navigation } from "@fray/bot-client/navigation/navigation";
import { SKILLS, type Skill } from "@fray/bot-client/skills";
import type { OwnBody, SeenBody, SeenShot, View } from "@fray/bot-client/view/view";
import { BUTTON, type Input } from "@fray/shared-state/schema/input-frame";
import { createRandom } from "@fray/shared-state/simulation/random";
import { PULSE } from "@fray/shared-state/simulation/rules";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { loadMap } from "../support/maps.ts";

const DT = 1 / 30;
const arena = loadMap("foundry");
const navigation = new Navigation(arena);

/** Somewhere with nothing in the way for 6 u to either side. */
const OPEN = { x: 22, y: 16 };
const NEVER_WRONG: Skill = { ...SKILLS.veteran, aimError_rad: 0 };

const ownBody = (more: Partial<OwnBody> = {}): OwnBody => ({
  id: 1,
  ...OPEN,
  vx: 0,
  vy: 0,
  aim: 0,
  alive: true,
  dashSteps: 0,
  dashCooldown: 0,
  fireCooldown: 0,
  ammo: PULSE.clip,
  reloadSteps: 0,
  railCharge: 0,
  special: 1,
  specialAmmo: 0,
  specialCooldown: 0,
  teleportCooldown: 0,
  teleports: 0,
  health: 100,
  shielded: false,
  lives: 1,
  ...more,
});

const enemy = (x: number, y: number, more: Partial<SeenBody> = {}): SeenBody => ({
  id: 2,
  x,
  y,
  vx: 0,
  vy: 0,
  aim: 0,
  health: 100,
  shielded: false,
  lives: 1,
  ...more,
});

type Scene = Partial<Pick<View, "self" | "bodies" | "shots" | "gunfire">>;

/** Plays a scene that stays as it is, unless `change` says otherwise, and returns the inputs of every step. */
function play(skill: Skill, seconds: number, scene: Scene, seed = 1): Input[] {
  const memory = createMemory(skill, arena, navigation);
  const random = createRandom(seed);
  const inputs: Input[] = [];
  for (let step = 0; step < seconds / DT; step++) {
    const now = step * DT;
    const lookedAt = (step - (step % 3)) * DT;
    const view: View = {
      now,
      dt: DT,
      latency: 0,
      self: scene.self ?? ownBody(),
      looks: Math.floor(step / 3) + 1,
      lookedAt,
      bodies: scene.bodies ?? [],
      shots: scene.shots ?? [],
      gunfire: scene.gunfire,
    };
    inputs.push(decide(memory, view, random));
  }
  return inputs;
}

const reloads = (inputs: readonly Input[]): boolean => inputs.some(({ buttons }) => (buttons & BUTTON.reload) !== 0);
const fires = (inputs: readonly Input[]): boolean => inputs.some(({ buttons }) => (buttons & BUTTON.fire) !== 0);
/** A shot from the left whose line runs just above the middle of `OPEN`. */
const SHOT: SeenShot = { serial: 1, x: 15, y: 16.1, directionX: 1, directionY: 0, reach: PULSE.range_u, bornAt: 0 };

/** Whether somebody this quick gets out of the shot's line. */
const sidesteps = (skill: Skill): boolean =>
  play({ ...skill, reaction_s: 0.1 }, 0.25, { shots: [SHOT], self: ownBody({ y: 16.2 }) }).some(
    ({ moveX, moveY }) => Math.abs(moveY) > 0.99 && Math.abs(moveX) < 0.01,
  );

const firstShot = (inputs: readonly Input[]): number =>
  inputs.findIndex(({ buttons }) => (buttons & BUTTON.fire) !== 0) * DT;

describe("shooting", () => {
  test("an enemy in sight is shot at, with the aim on it", () => {
    const inputs = play(NEVER_WRONG, 2, { bodies: [enemy(22, 20)] });
    const shot = inputs.find(({ buttons }) => (buttons & BUTTON.fire) !== 0);
    expect(shot?.aim).toBeCloseTo(Math.PI / 2, 1);
  });

  test.each(["rookie", "regular", "veteran"] as const)("a %s takes its time to react", (name) => {
    const skill = { ...SKILLS[name], aimError_rad: 0 };
    const after = firstShot(play(skill, 3, { bodies: [enemy(22, 20)] }));
    expect(after).toBeGreaterThan(skill.reaction_s * 0.7);
    expect(after).toBeLessThan(skill.reaction_s * 1.3 + 0.8);
  });

  test("nobody shoots through walls, at shields, or at what is out of range", () => {
    const wall = { x: 19.5, y: 13.5 };
    const behind = { x: OPEN.x + (wall.x - OPEN.x) * 1.7, y: OPEN.y + (wall.y - OPEN.y) * 1.7 };
    expect(arena.sees(OPEN.x, OPEN.y, behind.x, behind.y)).toBe(false);
    expect(fires(play(NEVER_WRONG, 3, { bodies: [enemy(behind.x, behind.y)] }))).toBe(false);
    expect(fires(play(NEVER_WRONG, 3, { bodies: [enemy(22, 20, { shielded: true })] }))).toBe(false);
    expect(fires(play({ ...NEVER_WRONG, fireRange_u: 3 }, 3, { bodies: [enemy(22, 20)] }))).toBe(false);
  });

  test("a clear enemy is preferred to a nearer one behind a wall", () => {
    const hidden = enemy(17.2, 13.5, { id: 3 });
    const inputs = play(NEVER_WRONG, 2, { bodies: [hidden, enemy(22, 24)] });
    expect(fires(inputs)).toBe(true);
    expect(inputs.at(-1)?.aim).toBeCloseTo(Math.PI / 2, 1);
  });

  test("a used clip is changed when nobody is about, not in a fight", () => {
    const self = ownBody({ ammo: 9 });
    expect(reloads(play(SKILLS.regular, 2, { self }))).toBe(true);
    expect(reloads(play(SKILLS.regular, 2, { self, bodies: [enemy(22, 20)] }))).toBe(false);
  });

  test("a pulse is led, a charged rail goes where the target is", () => {
    const bodies = [enemy(22, 24, { vx: 7 })];
    const aimed = (self: OwnBody): number => play(NEVER_WRONG, 1, { self, bodies }).at(-3)?.aim ?? 0;
    const straight = Math.atan2(8, 0);
    expect(straight - aimed(ownBody())).toBeGreaterThan(0.2);
    expect(straight - aimed(ownBody({ railCharge: 1 }))).toBeLessThan(0.1);
  });

  test("a rail is fired now and then, and at once while the clip is being changed", () => {
    const rails = (self: OwnBody): number =>
      play(NEVER_WRONG, 4, { self, bodies: [enemy(22, 20)] }).filter(({ buttons }) => (buttons & BUTTON.special) !== 0)
        .length;
    expect(rails(ownBody())).toBeGreaterThanOrEqual(1);
    expect(rails(ownBody())).toBeLessThanOrEqual(3);
    expect(rails(ownBody({ specialCooldown: 1 }))).toBe(0);
    expect(rails(ownBody({ reloadSteps: 5 }))).toBeGreaterThan(10);
  });

  test("the intercept is where shot and target are at the same time", () => {
    const offset = fc.double({ min: -20, max: 20, noNaN: true });
    const speed = fc.double({ min: -15, max: 15, noNaN: true });
    fc.assert(
      fc.property(offset, offset, speed, speed, (x, y, vx, vy) => {
        fc.pre(Math.hypot(x, y) > 1 && Math.hypot(vx, vy) < PULSE.speed_u_per_s - 1);
        const time = interceptTime(x, y, vx, vy);
        expect(time).toBeDefined();
        const reached = Math.hypot(x + vx * (time ?? 0), y + vy * (time ?? 0));
        expect(reached).toBeCloseTo(PULSE.muzzle_u + PULSE.speed_u_per_s * (time ?? 0), 6);
      }),
    );
  });
});

describe("moving", () => {
  test("a veteran steps or dashes out of a shot's way, a rookie does not notice", () => {
    expect(sidesteps({ ...SKILLS.veteran, dodge: 1, dash: 1 })).toBe(true);
    expect(sidesteps(SKILLS.rookie)).toBe(false);
  });

  test("the badly wounded run to where the enemy can't see them", () => {
    const threat = enemy(22, 20);
    const memory = createMemory(SKILLS.regular, arena, navigation);
    const random = createRandom(3);
    for (let step = 0; step < 60; step++) {
      const now = step * DT;
      const self = ownBody({ health: 15 });
      decide(
        memory,
        { now, dt: DT, latency: 0, self, looks: step, lookedAt: now, bodies: [threat], shots: [], gunfire: undefined },
        random,
      );
    }
    expect(memory.plan).toBe("retreat");
    expect(memory.goal).toBeDefined();
    expect(memory.goal && arena.sees(threat.x, threat.y, memory.goal.x, memory.goal.y)).toBe(false);
  });

  test("with nobody about it goes somewhere", () => {
    const inputs = play(SKILLS.rookie, 1, {});
    expect(inputs.filter(({ moveX, moveY }) => Math.hypot(moveX, moveY) > 0.9).length).toBeGreaterThan(25);
  });

  test("who is in its way is kept at a distance: it backs off from one at arm's length", () => {
    const steps = play({ ...NEVER_WRONG, strafe: 0 }, 1, { bodies: [enemy(22, 17)] }).slice(20);
    for (const { moveY } of steps) expect(moveY).toBeLessThan(-0.5);
  });

  test("the dead and those not yet there do nothing", () => {
    for (const input of play(SKILLS.veteran, 1, { self: ownBody({ alive: false }), bodies: [enemy(22, 20)] })) {
      expect(input).toMatchObject({ moveX: 0, moveY: 0, buttons: 0 });
    }
  });
});
