import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { Player } from "@fray/shared-state/schema/player";
import { snapAngle, snapAxis } from "@fray/shared-state/schema/quantized";
import { createFighter } from "@fray/shared-state/simulation/body";
import { createRandom } from "@fray/shared-state/simulation/random";
import {
  MAX_HEALTH,
  PICKUP_RETURN_S,
  PULSE,
  RAIL,
  RESPAWN_DELAY_S,
  SHIELD_DURATION_S,
} from "@fray/shared-state/simulation/rules";
import { hashWorld } from "@fray/shared-state/simulation/state-hash";
import { addFighter, createWorld, stepWorld, type Command, type World } from "@fray/shared-state/simulation/world";
import { describe, expect, test } from "vitest";

import { loadMap } from "../support/maps.ts";

const DT = 1 / 30;
const IDLE = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };

/** Two fighters in the open, `distance` apart on one line, the first looking at the second. */
function duel(distance: number) {
  const world = createWorld(loadMap("foundry"), DT, 1);
  const [shooter, target] = [createFighter(1), createFighter(2)];
  for (const fighter of [shooter, target]) addFighter(world, fighter);
  stepWorld(world, []);
  // No health packs in this fight.
  for (const pack of world.pickups) Object.assign(pack, { available: false, returnTick: Infinity });
  Object.assign(shooter, { x: 16, y: 16, shielded: false });
  Object.assign(target, { x: 16 + distance, y: 16, shielded: false });
  let seq = 0;
  const step = (input: Partial<typeof IDLE> = {}) => {
    stepWorld(world, [{ fighter: shooter, seq: ++seq, input: { ...IDLE, ...input } }]);
    return world.events;
  };
  return { world, shooter, target, step };
}

describe("the pulse", () => {
  test("kills from full health in 0.8..1.3 s with perfect aim", () => {
    const { target, step } = duel(2);
    let steps = 0;
    while (target.alive && steps < 100) {
      step({ buttons: BUTTON.fire });
      steps++;
    }
    expect(steps * DT).toBeGreaterThanOrEqual(0.8);
    expect(steps * DT).toBeLessThanOrEqual(1.3);
  });

  test("reports where along its path it struck, and how hard", () => {
    const { target, step } = duel(6);
    step({ buttons: BUTTON.fire });
    let hit;
    for (let i = 0; i < 20 && !hit; i++) hit = step().find((event) => event.type === "hit");
    expect(hit).toMatchObject({ victim: 2, damage: PULSE.damage });
    expect(target.health).toBe(MAX_HEALTH - PULSE.damage);
  });

  test("strikes an enemy who stands closer than the muzzle", () => {
    const { step } = duel(0.3);
    const events = step({ buttons: BUTTON.fire });
    expect(events.map((event) => event.type)).toEqual(["shot", "hit"]);
  });

  test("does not pass through walls, hurt its owner or outlive its range", () => {
    const { world, shooter, target, step } = duel(6);
    Object.assign(target, { x: 22, y: 16 });
    Object.assign(shooter, { x: 11.4, y: 9 });
    Object.assign(target, { x: 14, y: 9 });
    step({ buttons: BUTTON.fire });
    for (let i = 0; i < 60; i++) step();
    expect(world.shots).toHaveLength(0);
    expect([shooter.health, target.health]).toEqual([MAX_HEALTH, MAX_HEALTH]);
  });

  test("does nothing to a shield, and firing drops one's own", () => {
    const { shooter, target, step } = duel(3);
    target.shielded = true;
    target.shieldTick = 1e6;
    shooter.shielded = true;
    shooter.shieldTick = 1e6;
    step({ buttons: BUTTON.fire });
    expect(shooter.shielded).toBe(false);
    for (let i = 0; i < 10; i++) step();
    expect(target.health).toBe(MAX_HEALTH);
  });
});

describe("death", () => {
  test("is followed by a respawn with full health, full clip and a shield that ends", () => {
    const { target, step } = duel(2);
    while (target.alive) step({ buttons: BUTTON.fire });
    const lives = target.lives;
    for (let i = 0; i < Math.round(RESPAWN_DELAY_S / DT); i++) {
      expect(target.alive).toBe(false);
      step();
    }
    expect(target).toMatchObject({
      alive: true,
      health: MAX_HEALTH,
      ammo: PULSE.clip,
      shielded: true,
      lives: lives + 1,
    });
    for (let i = 0; i < Math.round(SHIELD_DURATION_S / DT); i++) step();
    expect(target.shielded).toBe(false);
  });

  test("wounds heal once a fight is over", () => {
    const { target, step } = duel(2);
    target.health = 50;
    for (let i = 0; i < 30 * 12; i++) step();
    expect(target.health).toBe(MAX_HEALTH);
  });
});

describe("the rail", () => {
  test("strikes once, where its shooter saw the target, after a charge everybody sees", () => {
    const { world, shooter, target } = duel(6);
    const seen = { x: target.x, y: target.y };
    const positionOf = () => seen;
    Object.assign(target, { y: target.y + 3 });
    let seq = 0;
    const step = (buttons: number) => {
      stepWorld(world, [{ fighter: shooter, seq: ++seq, input: { ...IDLE, buttons }, sight: { positionOf } }]);
      return [...world.events];
    };
    expect(step(BUTTON.special)).toEqual([]);
    expect(shooter.railCharge).toBe(Math.round(RAIL.charge_s / DT));
    const events = [];
    for (let i = 0; i < 20; i++)
      events.push(...step(BUTTON.special | BUTTON.fire).filter(({ type }) => type !== "shot"));
    expect(events).toMatchObject([{ type: "hit", victim: target.id, damage: RAIL.damage }]);
    expect(target.health).toBe(MAX_HEALTH - RAIL.damage);
  });

  test("says how far the victim had gone from where it was seen, and passes by who was not there", () => {
    const { world, shooter, target } = duel(6);
    target.health = 1;
    const seen = { x: target.x, y: target.y };
    Object.assign(target, { y: target.y + 1.5 });
    shooter.railCharge = 1;
    stepWorld(world, [{ fighter: shooter, seq: 1, input: IDLE, sight: { positionOf: () => undefined } }]);
    expect(target.alive).toBe(true);
    shooter.railCharge = 1;
    stepWorld(world, [{ fighter: shooter, seq: 2, input: IDLE, sight: { positionOf: () => seen } }]);
    const death = world.events.find(({ type }) => type === "death");
    expect(death).toMatchObject({ weapon: "rail", victim: target.id, movedSinceSeen: 1.5 });
  });

  test("is stopped by walls", () => {
    const { world, shooter, target } = duel(6);
    Object.assign(shooter, { x: 11, y: 9, railCharge: 1 });
    Object.assign(target, { x: 14, y: 9 });
    stepWorld(world, [{ fighter: shooter, seq: 1, input: IDLE }]);
    expect(target.health).toBe(MAX_HEALTH);
  });
});

describe("a health pack", () => {
  const atPack = () => {
    const { world, shooter, target } = duel(6);
    const [pack] = world.pickups;
    if (!pack) throw new Error("the map has no health packs");
    pack.available = true;
    for (const fighter of [shooter, target])
      Object.assign(fighter, { x: pack.x, y: pack.y, health: 20, hurtTick: 1e6 });
    return { world, shooter, target, pack };
  };

  test("has never two owners: of two who touch it the nearer one gets it", () => {
    const { world, shooter, target } = atPack();
    shooter.x += 0.3;
    stepWorld(world, []);
    expect(world.events).toEqual([{ type: "pickup", index: 0, kind: "health", taker: target.id }]);
    expect([shooter.health, target.health]).toEqual([20, 70]);
  });

  test("is left lying by who needs none, and comes back after its time", () => {
    const { world, shooter, target, pack } = atPack();
    shooter.health = target.health = MAX_HEALTH;
    stepWorld(world, []);
    expect(pack.available).toBe(true);
    target.health = 90;
    stepWorld(world, []);
    expect([pack.available, target.health]).toEqual([false, MAX_HEALTH]);
    for (let i = 0; i < Math.round(PICKUP_RETURN_S.health / DT); i++) stepWorld(world, []);
    expect(pack.available).toBe(true);
  });
});

describe("a provisional command", () => {
  test("moves the body until the real input comes, then never was", () => {
    const make = () => {
      const { world, shooter } = duel(6);
      let seq = 0;
      const step = (...steps: { moveX: number; provisional?: boolean }[]) =>
        stepWorld(
          world,
          steps.map(({ moveX, provisional = false }) => ({
            fighter: shooter,
            seq: provisional ? seq : ++seq,
            input: { ...IDLE, moveX },
            provisional,
          })),
        );
      return { shooter, step };
    };
    const [late, punctual] = [make(), make()];
    const start = late.shooter.x;
    late.step({ moveX: 1, provisional: true });
    late.step({ moveX: 1, provisional: true });
    expect(late.shooter.x).toBeGreaterThan(start);
    late.step({ moveX: -1 }, { moveX: -1 }, { moveX: -1 });
    for (let i = 0; i < 3; i++) punctual.step({ moveX: -1 });
    expect(late.shooter).toEqual({
      ...punctual.shooter,
      shieldTick: late.shooter.shieldTick,
      hurtTick: late.shooter.hurtTick,
    });
  });
});

describe("determinism", () => {
  const TICKS = 10_000;
  const FIGHTERS = 6;

  /** A brawl of random but seeded inputs, the same for whatever makes the fighters. */
  function brawl(makeFighter: (id: number) => World["fighters"] extends Map<number, infer F> ? F : never) {
    const world = createWorld(loadMap("foundry"), DT, 7);
    const random = createRandom(99);
    const fighters = Array.from({ length: FIGHTERS }, (_, index) => makeFighter(index + 1));
    for (const fighter of fighters) addFighter(world, fighter);
    const inputs = fighters.map(() => ({ ...IDLE }));
    for (let tick = 0; tick < TICKS; tick++) {
      const commands: Command[] = fighters.map((fighter, index) => {
        const input = inputs[index] ?? IDLE;
        if (random() < 0.1) {
          input.moveX = snapAxis(random() * 2 - 1);
          input.moveY = snapAxis(random() * 2 - 1);
          input.aim = snapAngle(random() * 2 * Math.PI);
          input.buttons = Math.floor(random() * 8);
        }
        return { fighter, seq: tick + 1, input };
      });
      stepWorld(world, commands);
    }
    return world;
  }

  test("the same seed and inputs give the same world after 10,000 ticks, on schema instances as on plain objects", () => {
    const plain = hashWorld(brawl(createFighter));
    const synced = hashWorld(brawl((id) => Object.assign(new Player(), { id })));
    expect(synced).toBe(plain);
    // The golden hash: a change of the rules moves it, and whoever changes them writes the new one here.
    expect(plain).toMatchInlineSnapshot(`2421413117`);
  });
});
