import { PULSE, TELEPORTER } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { Player } from "@fray/shared-state/schema/player";
import { copyBody, createFighter, type Body } from "@fray/shared-state/simulation/body";
import { stepPlayer } from "@fray/shared-state/simulation/step-player";
import { stepWorld } from "@fray/shared-state/simulation/step-world";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { DT, duel, eventsOf, HERE, IDLE, testArena } from "../../support/duel.ts";
import { anyInputStream } from "../../support/input-arbitrary.ts";

const [A, B] = [
  { x: 24, y: 20 },
  { x: 50, y: 30 },
];
const pads = [
  { ...A, toX: B.x, toY: B.y },
  { ...B, toX: A.x, toY: A.y },
];
const arena = testArena({ teleporters: pads });
const alive = (more: Partial<Body> = {}): Body => ({ ...createFighter(1), ...HERE, alive: true, ammo: 9, ...more });
const run = (body: Body, moveX: number, steps: number) => {
  for (let i = 0; i < steps; i++) stepPlayer(body, { ...IDLE, moveX }, { dt: DT, arena });
};

describe("a teleporter", () => {
  test("takes a body that walks onto it to its exit, with the same velocity", () => {
    const body = alive();
    while (body.teleports === 0) run(body, 1, 1);
    expect(body).toMatchObject({ ...B, vx: expect.closeTo(7.5, 1) });
    run(body, 1, 3);
    expect(body.x).toBeGreaterThan(B.x + 0.5);
  });

  test("does not take a body that has just come out until it has been off the pad for a while", () => {
    const body = alive({ x: A.x - 0.7 });
    run(body, 1, 3);
    expect(body.teleports).toBe(1);
    run(body, 0, 300);
    expect(body.teleports).toBe(1);
    // Off it and straight back on: still resting. After a while away it takes them again.
    run(body, 1, 4);
    run(body, -1, 8);
    expect([body.teleports, arena.teleporterAt(body)]).toEqual([1, pads[1]]);
    run(body, 1, Math.round(TELEPORTER.rest_s / DT) + 10);
    while (body.teleports === 1) run(body, -1, 1);
    expect(body.teleports).toBe(2);
  });

  test("takes a body at most once per rest, for any inputs and tick rates", () => {
    fc.assert(
      fc.property(anyInputStream, fc.constantFrom(1 / 20, 1 / 30, 1 / 60), (inputs, dt) => {
        const body = alive({ x: A.x - 1 });
        let since = Infinity;
        for (const input of inputs) {
          const { teleports } = body;
          stepPlayer(body, input, { dt, arena });
          since++;
          if (body.teleports === teleports) continue;
          expect(since).toBeGreaterThan(Math.round(TELEPORTER.rest_s / dt));
          since = 0;
        }
      }),
      { numRuns: 300 },
    );
  });

  test("is predicted: a schema instance and a plain copy go through it in the same step, to the same place", () => {
    fc.assert(
      fc.property(anyInputStream, (inputs) => {
        const plain = alive({ x: A.x - 1 });
        const synced = Object.assign(new Player(), plain);
        for (const input of inputs) {
          stepPlayer(plain, input, { dt: DT, arena });
          stepPlayer(synced, input, { dt: DT, arena });
          expect(copyBody(synced)).toStrictEqual(copyBody(plain));
        }
      }),
      { numRuns: 100 },
    );
  });

  test("is used before the shot: the shot starts from the exit", () => {
    const fight = duel({ arena });
    Object.assign(fight.shooter, { x: A.x - 0.65, ammo: PULSE.clip });
    const [shot] = eventsOf(fight.step({ moveX: 1, buttons: BUTTON.fire | BUTTON.dash }), "shot");
    expect(shot?.birth).toMatchObject(B);
    expect(fight.shooter.teleportTick).toBe(fight.world.tick);
  });

  test("waits for the real input: a provisional step does not use it, so clients never see a false jump", () => {
    const { world, shooter } = duel({ arena });
    Object.assign(shooter, { x: A.x - 1, vx: 7.5 });
    const step = (moveX: number, provisional: boolean) =>
      stepWorld(world, [{ fighter: shooter, seq: 1, input: { ...IDLE, moveX }, provisional }]);
    for (let i = 0; i < 4; i++) step(1, true);
    expect([shooter.teleports, arena.teleporterAt(shooter)]).toEqual([0, undefined]);
    for (let i = 0; i < 4; i++) step(1, false);
    expect(shooter.teleports).toBe(1);
  });
});
