import { ShotPool } from "@fray/shared-state/internal/simulation/shot-pool";
import { BUTTON } from "@fray/shared-state/schema/input-frame";
import { copyEvent } from "@fray/shared-state/simulation/events";
import { createShots, type LiveShot } from "@fray/shared-state/simulation/shot";
import { stepWorld } from "@fray/shared-state/simulation/step-world";
import { expect, test } from "vitest";

import { eventsOf, duel, testArena } from "../../support/duel.ts";

const birth = { owner: 1, seq: 1, weapon: "pulse", x: 10, y: 20, angle: 0, bornTick: 0 } as const;

test("an ended shot is used again only after its tick, and is then like a new one", () => {
  const arena = testArena();
  const pool = new ShotPool<LiveShot>();
  const [first] = createShots(arena, birth, pool);
  if (!first) throw new Error("no shot");
  pool.end(first);
  const [second] = createShots(arena, { ...birth, seq: 2 }, pool);
  expect(second).not.toBe(first);
  pool.beginTick();
  for (const weapon of ["orb", "rocket", "rail", "pulse"] as const) {
    const [third] = createShots(arena, { ...birth, weapon, x: 12, angle: 1, seq: 3, team: 2 }, pool);
    expect(third).toBe(first);
    expect(third).toEqual(createShots(arena, { ...birth, weapon, x: 12, angle: 1, seq: 3, team: 2 })[0]);
    pool.end(first);
    pool.beginTick();
  }
});

test("a copied event outlives the ticks in which its shot is used again", () => {
  const { world, shooter, target } = duel({ distance: 3 });
  const fire = (buttons: number, aim: number) => {
    stepWorld(world, [{ fighter: shooter, seq: world.tick, input: { moveX: 0, moveY: 0, aim, buttons } }]);
    return [...world.events];
  };
  target.health = 1;
  let [kept] = eventsOf(fire(BUTTON.fire, 0), "hit");
  for (let tick = 0; tick < 30 && !kept; tick++) [kept] = eventsOf(fire(0, 0), "hit");
  if (!kept) throw new Error("no hit");
  const copy = copyEvent(kept);
  const before = JSON.stringify(copy);
  for (let tick = 0; tick < 60; tick++) fire(BUTTON.fire, 2);
  expect(JSON.stringify(kept)).not.toBe(before);
  expect(JSON.stringify(copy)).toBe(before);
});
