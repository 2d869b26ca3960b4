import { BODY_RADIUS_U, DASH_COOLDOWN_S, DASH_SPEED_U_PER_S, PULSE, RUN_SPEED_U_PER_S } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { Player } from "@fray/shared-state/schema/player";
import { copyBody, createFighter, type Body } from "@fray/shared-state/simulation/body";
import { stepPlayer } from "@fray/shared-state/simulation/step-player";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { anyInputStream } from "../../support/input-arbitrary.ts";
import { loadMap } from "../../support/maps.ts";

const arena = loadMap("foundry");
const DT = 1 / 30;
const IDLE = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };
/** Snapping to the wire's grid may bring a body this much closer to a wall than it stopped. */
const QUANTUM_U = 1 / 256;

const anySpawn = fc.constantFrom(...arena.spawns);
const alive = (at: { x: number; y: number }): Body => ({ ...createFighter(1), ...at, alive: true, ammo: PULSE.clip });

describe("movement", () => {
  test("a body never leaves the map or enters a wall, for any inputs", () => {
    fc.assert(
      fc.property(anySpawn, anyInputStream, fc.constantFrom(1 / 20, 1 / 30, 1 / 60), (spawn, inputs, dt) => {
        const body = alive(spawn);
        for (const input of inputs) {
          stepPlayer(body, input, { dt, arena });
          if (arena.blocks(body.x, body.y, BODY_RADIUS_U, 2 * QUANTUM_U)) return false;
        }
        return true;
      }),
      { numRuns: 300 },
    );
  });

  test("a step on a schema instance and on a plain object are bit-equal", () => {
    fc.assert(
      fc.property(anySpawn, anyInputStream, (spawn, inputs) => {
        const plain = alive(spawn);
        const synced = Object.assign(new Player(), alive(spawn));
        for (const input of inputs) {
          const fired = stepPlayer(plain, input, { dt: DT, arena });
          expect(stepPlayer(synced, input, { dt: DT, arena })).toBe(fired);
          expect(copyBody(synced)).toStrictEqual(copyBody(plain));
        }
      }),
      { numRuns: 100 },
    );
  });

  test("running reaches top speed and never exceeds it, diagonals included", () => {
    const body = alive({ x: 22, y: 16 });
    for (let i = 0; i < 30; i++) stepPlayer(body, { ...IDLE, moveX: 1, moveY: 1 }, { dt: 1 / 300, arena });
    const speed = Math.hypot(body.vx, body.vy);
    expect(speed).toBeGreaterThan(RUN_SPEED_U_PER_S * 0.99);
    expect(speed).toBeLessThan(RUN_SPEED_U_PER_S * 1.001);
  });

  test("a body that runs into a wall at an angle slides along it", () => {
    const body = alive({ x: 6, y: 1 });
    for (let i = 0; i < 30; i++) stepPlayer(body, { ...IDLE, moveX: 1, moveY: -1 }, { dt: DT, arena });
    expect(body.y).toBeCloseTo(BODY_RADIUS_U, 2);
    expect(body.x).toBeGreaterThan(9);
  });

  test("a dead body does nothing", () => {
    const body = { ...alive({ x: 22, y: 16 }), alive: false };
    expect(
      stepPlayer(body, { moveX: 1, moveY: 0, aim: 1, buttons: BUTTON.fire | BUTTON.dash }, { dt: DT, arena }),
    ).toBeUndefined();
    expect(body).toEqual({ ...alive({ x: 22, y: 16 }), alive: false });
  });
});

describe("dash", () => {
  test("it moves where the stick points and is available again after its cooldown", () => {
    const body = alive({ x: 22, y: 16 });
    stepPlayer(body, { ...IDLE, moveY: 1, buttons: BUTTON.dash }, { dt: DT, arena });
    expect(body.vy).toBeCloseTo(DASH_SPEED_U_PER_S, 2);
    let steps = 0;
    for (; body.dashCooldown > 0; steps++) stepPlayer(body, IDLE, { dt: DT, arena });
    expect(steps).toBe(Math.round(DASH_COOLDOWN_S / DT));
  });

  test("from standing still, it moves where the body looks", () => {
    const body = alive({ x: 22, y: 16 });
    stepPlayer(body, { ...IDLE, aim: Math.PI, buttons: BUTTON.dash }, { dt: DT, arena });
    expect(body.vx).toBeCloseTo(-DASH_SPEED_U_PER_S, 2);
    expect(body.vy).toBeCloseTo(0, 2);
  });
});

describe("pulse", () => {
  const hold = (body: Body, buttons: number, steps: number) => {
    let fired = 0;
    for (let i = 0; i < steps; i++) if (stepPlayer(body, { ...IDLE, buttons }, { dt: DT, arena })) fired++;
    return fired;
  };

  test("holding fire empties the clip at its rate, then reloads automatically", () => {
    const body = alive({ x: 22, y: 16 });
    const interval = Math.round(PULSE.interval_s / DT);
    expect(hold(body, BUTTON.fire, interval * (PULSE.clip - 1) + 1)).toBe(PULSE.clip);
    expect(hold(body, BUTTON.fire, Math.round(PULSE.reload_s / DT))).toBe(0);
    expect(hold(body, BUTTON.fire, 2)).toBe(1);
  });

  test("an early reload blocks fire until it is done", () => {
    const body = alive({ x: 22, y: 16 });
    hold(body, BUTTON.fire, 1);
    hold(body, BUTTON.reload, 1);
    expect(hold(body, BUTTON.fire, Math.round(PULSE.reload_s / DT))).toBe(0);
    expect(body.ammo).toBe(PULSE.clip);
  });
});
