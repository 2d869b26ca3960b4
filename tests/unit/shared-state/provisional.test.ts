import { kill } from "@fray/shared-state/internal/simulation/hit-body";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { copyBody } from "@fray/shared-state/simulation/body";
import { stepWorld } from "@fray/shared-state/simulation/step-world";
import fc from "fast-check";
import { expect, test } from "vitest";

import { duel, IDLE, testArena } from "../../support/duel.ts";
import { anyInputStream } from "../../support/input-arbitrary.ts";

const arena = testArena({
  walls: [{ left: 15, top: 15, right: 18, bottom: 25 }],
  teleporters: [
    { x: 23, y: 20, toX: 50, toY: 30 },
    { x: 50, y: 30, toX: 23, toY: 20 },
  ],
});

/** One of a duel whose inputs come in whatever way a test likes. */
function driven() {
  const { world, shooter, target } = duel({ arena });
  target.y = 2;
  let seq = 0;
  const step = (inputs: readonly (typeof IDLE)[], provisional = false) =>
    stepWorld(
      world,
      inputs.map((input) => ({ fighter: shooter, seq: provisional ? seq : ++seq, input, provisional })),
    );
  return { world, shooter, step };
}

test("a provisional step moves the body until the real input arrives", () => {
  const { shooter, step } = driven();
  const start = shooter.x;
  step([{ ...IDLE, moveX: 1 }], true);
  step([{ ...IDLE, moveX: 1 }], true);
  expect(shooter.x).toBeGreaterThan(start);
});

test("then it is undone: late inputs lead exactly where punctual ones do", () => {
  fc.assert(
    fc.property(anyInputStream, fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }), (inputs, lateness) => {
      const [late, punctual] = [driven(), driven()];
      const waiting: (typeof IDLE)[] = [];
      for (const [index, input] of inputs.entries()) {
        punctual.step([input]);
        waiting.push(input);
        const isLate = lateness[index % lateness.length];
        const held = inputs[index - 1] ?? IDLE;
        if (isLate) late.step([{ ...held, buttons: held.buttons & ~(BUTTON.fire | BUTTON.special) }], true);
        else late.step(waiting.splice(0));
      }
      late.step(waiting);
      expect(copyBody(late.shooter)).toEqual(copyBody(punctual.shooter));
    }),
    { numRuns: 200 },
  );
});

test("a provisional step never fires, not even a rail that was charging", () => {
  const { world, shooter, step } = driven();
  shooter.railCharge = 2;
  for (let i = 0; i < 5; i++) {
    step([IDLE], true);
    expect(world.events).toEqual([]);
  }
  step([IDLE, IDLE]);
  expect(world.events).toMatchObject([{ type: "shot", birth: { weapon: "rail" } }]);
});

test("a body that dies on provisional steps stays dead", () => {
  const { world, shooter, step } = driven();
  step([{ ...IDLE, moveX: 1 }], true);
  kill(world, shooter);
  step([{ ...IDLE, moveX: 1 }]);
  expect([shooter.alive, shooter.vx]).toEqual([false, 0]);
});
