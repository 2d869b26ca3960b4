import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { isConcealed } from "@fray/shared-state/simulation/conceal";
import { BUSH_SIGHT_U, REVEAL_S } from "@fray/shared-state/simulation/rules";
import { expect, test } from "vitest";

import { DT, duel, HERE, testArena } from "../support/duel.ts";

/** The shooter stands in a bush, the target where it likes; both have done nothing so far. */
function inBush(distance: number, teams: readonly [number, number] = [0, 0]) {
  const bushes = [{ left: HERE.x - 2, top: HERE.y - 2, right: HERE.x + 2, bottom: HERE.y + 2 }];
  const fight = duel({ arena: testArena({ bushes }), distance, teams });
  return { ...fight, hidden: () => isConcealed(fight.world, fight.shooter, fight.target) };
}

test("a bush hides from enemies who are not near", () => {
  expect(inBush(BUSH_SIGHT_U + 0.1).hidden()).toBe(true);
  expect(inBush(BUSH_SIGHT_U - 0.1).hidden()).toBe(false);
});

test("mates always see each other", () => {
  expect(inBush(8, [1, 1]).hidden()).toBe(false);
  expect(inBush(8, [1, 2]).hidden()).toBe(true);
});

test("who stands beside it is not hidden", () => {
  const { shooter, hidden } = inBush(8);
  shooter.x = HERE.x - 2.1;
  expect(hidden()).toBe(false);
});

test("a shot gives away who fired it, and a wound who got it, for a moment", () => {
  const shot = inBush(8);
  shot.target.y += 5;
  shot.step({ buttons: BUTTON.fire });
  const hit = inBush(8);
  Object.assign(hit.shooter, { hurtTick: hit.world.tick });
  for (const { hidden, step } of [shot, hit]) {
    for (let tick = 1; tick < Math.round(REVEAL_S / DT); tick++) {
      expect(hidden()).toBe(false);
      step();
    }
    step();
    expect(hidden()).toBe(true);
  }
});
