import { kill } from "@fray/shared-state/internal/simulation/hit-body";
import {
  HEAL_DELAY_S,
  HEAL_PER_S,
  MAX_HEALTH,
  PULSE,
  RESPAWN_DELAY_S,
  SHIELD_DURATION_S,
  weaponCode,
} from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { expect, test } from "vitest";

import { DT, duel, testArena } from "../../support/duel.ts";

test("a body respawns after death as fresh as the first time, with a shield that ends", () => {
  const { world, target, step } = duel({ distance: 2 });
  const lives = target.lives;
  const used = { ammo: 3, reloadSteps: 9, fireCooldown: 9, specialCooldown: 9, dashCooldown: 9, teleportCooldown: 9 };
  Object.assign(target, used, { special: weaponCode("orb"), specialAmmo: 2, armour: 0, overdriveTick: 1e6 });
  while (target.alive) step({ buttons: BUTTON.fire });
  for (let i = 0; i < Math.round(RESPAWN_DELAY_S / DT); i++) {
    expect(target.alive).toBe(false);
    step();
  }
  expect(target).toMatchObject({
    alive: true,
    health: MAX_HEALTH,
    armour: 0,
    overdriven: false,
    ammo: PULSE.clip,
    reloadSteps: 0,
    fireCooldown: 0,
    special: weaponCode("rail"),
    specialAmmo: 0,
    specialCooldown: 0,
    railCharge: 0,
    dashSteps: 0,
    dashCooldown: 0,
    teleportCooldown: 0,
    vx: 0,
    vy: 0,
    shielded: true,
    spawnTick: world.tick,
    lives: lives + 1,
  });
  for (let i = 0; i < Math.round(SHIELD_DURATION_S / DT); i++) step();
  expect(target.shielded).toBe(false);
});

test("a body that has died a thousand times still counts as spawned, each life different from the one before", () => {
  const { world, target, step } = duel({ distance: 2 });
  for (let death = 0; death < 1000; death++) {
    const { lives } = target;
    kill(world, target);
    target.respawnTick = world.tick;
    step();
    expect(target.alive).toBe(true);
    expect(target.lives).toBeGreaterThan(0);
    expect(target.lives).toBeLessThan(256);
    expect(target.lives).not.toBe(lives);
  }
});

test("a team spawns at its own spawns, and anywhere on a map without them", () => {
  const spawns = [
    { x: 5, y: 5, team: 1 },
    { x: 55, y: 5, team: 2 },
    { x: 30, y: 35, team: 0 },
  ];
  for (const [team, xs] of [
    [1, [5]],
    [2, [55]],
    [0, [5, 30, 55]],
    [3, [5, 30, 55]],
  ] as const) {
    const { world, target, step } = duel({ arena: testArena({ spawns }), teams: [0, team] });
    for (let i = 0; i < 10; i++) {
      kill(world, target);
      target.respawnTick = 0;
      step();
      expect(xs).toContain(target.x);
    }
  }
});

test.each([20, 30, 45, 60])("wounds heal once a fight is over, as fast at %i ticks/s as at any rate", (rate) => {
  const { world, target, step } = duel({ dt: 1 / rate });
  target.health = 40;
  target.hurtTick = world.tick;
  const hurtAt = world.tick;
  while (target.health === 40) step();
  expect((world.tick - hurtAt) / rate).toBeCloseTo(HEAL_DELAY_S, 0);
  while (target.health < MAX_HEALTH) step();
  expect((world.tick - hurtAt) / rate).toBeCloseTo(HEAL_DELAY_S + 60 / HEAL_PER_S, 0);
});
