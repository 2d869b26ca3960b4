import { kill } from "@fray/shared-state/internal/simulation/hit-body";
import { BUSH_SIGHT_U, REVEAL_S } from "@fray/shared-state/rules";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { isHiding, seesHiding } from "@fray/shared-state/simulation/conceal";
import { expect, test } from "vitest";

import { DT, duel, HERE, testArena } from "../../support/duel.ts";

/** The shooter stands in a bush, the target where it likes; both have done nothing for a while. */
function inBush(distance: number, teams: readonly [number, number] = [0, 0]) {
  const bushes = [{ left: HERE.x - 2, top: HERE.y - 2, right: HERE.x + 2, bottom: HERE.y + 2 }];
  const fight = duel({ arena: testArena({ bushes }), distance, teams });
  fight.world.tick = 1000;
  const { world, shooter, target } = fight;
  return { ...fight, seen: () => !isHiding(world, shooter) || seesHiding(target, shooter) };
}

test("a bush hides from enemies who are not near", () => {
  expect(inBush(BUSH_SIGHT_U + 0.1).seen()).toBe(false);
  expect(inBush(BUSH_SIGHT_U - 0.1).seen()).toBe(true);
});

test("mates always see each other", () => {
  expect(inBush(8, [1, 1]).seen()).toBe(true);
  expect(inBush(8, [1, 2]).seen()).toBe(false);
});

test("it hides the bodies in it: no bodies next to it, nor the dead, nor a fresh shield", () => {
  const beside = inBush(8);
  beside.shooter.x = HERE.x - 2.1;
  const dead = inBush(8);
  kill(dead.world, dead.shooter);
  const fresh = inBush(8);
  fresh.shooter.shielded = true;
  for (const { seen } of [beside, dead, fresh]) expect(seen()).toBe(true);
});

test("a shot reveals its shooter, and damage its victim, for a moment", () => {
  const shot = inBush(8);
  shot.target.y += 5;
  shot.step({ buttons: BUTTON.fire });
  const hit = inBush(8);
  hit.shooter.hurtTick = hit.world.tick;
  for (const { seen, step } of [shot, hit]) {
    for (let tick = 0; tick <= Math.round(REVEAL_S / DT); tick++) {
      expect(seen()).toBe(true);
      step();
    }
    expect(seen()).toBe(false);
  }
});
