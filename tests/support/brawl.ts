import { createRandom } from "@fray/netcode/core";
import { snapAngle, snapAxis } from "@fray/shared-state/quantized";
import { PICKUP_KINDS } from "@fray/shared-state/rules";
import type { Fighter } from "@fray/shared-state/simulation/body";
import type { Command } from "@fray/shared-state/simulation/command";
import { stepWorld } from "@fray/shared-state/simulation/step-world";
import { addFighter, createWorld, type World } from "@fray/shared-state/simulation/world";

import { DT, IDLE, testArena } from "./duel.ts";

/** Length of a brawl. */
export const TICKS = 10_000;
const FIGHTERS = 14;

/** A small arena with all there is. */
const arena = testArena({
  width: 30,
  height: 20,
  walls: [
    { left: 8, top: 4, right: 9, bottom: 10 },
    { left: 9, top: 9, right: 14, bottom: 10 },
    { left: 20, top: 12, right: 22, bottom: 16 },
  ],
  covers: [{ left: 14, top: 14, right: 17, bottom: 15 }],
  bushes: [{ left: 2, top: 12, right: 6, bottom: 16 }],
  teleporters: [
    { x: 3, y: 3, toX: 27, toY: 17 },
    { x: 27, y: 17, toX: 3, toY: 3 },
  ],
  spawns: Array.from({ length: 6 }, (_, index) => ({ x: 3 + index * 5, y: 18.5, team: index % 3 })),
  pickups: PICKUP_KINDS.map((kind, index) => ({ x: 4 + index * 3.5, y: 11.5, kind })),
});

/** A brawl of random but seeded inputs, some of them late, the same for whatever makes the fighters. */
export function brawl(
  makeFighter: (id: number, team: number) => Fighter,
  watch: (world: World) => void = () => {},
): World {
  const world = createWorld(arena, DT, 7);
  const random = createRandom(99);
  // Two teams, and one who is everybody's enemy.
  const fighters = Array.from({ length: FIGHTERS }, (_, index) => makeFighter(index + 1, index % 3));
  for (const fighter of fighters) addFighter(world, fighter);
  const inputs = fighters.map(() => ({ ...IDLE }));
  for (let tick = 0; tick < TICKS; tick++) {
    const commands = fighters.map((fighter, index): Command => {
      const input = inputs[index] ?? IDLE;
      if (random() < 0.1) {
        Object.assign(input, {
          moveX: snapAxis(random() * 2 - 1),
          moveY: snapAxis(random() * 2 - 1),
          aim: snapAngle(random() * 2 * Math.PI),
          buttons: Math.floor(random() * 16),
        });
      }
      return { fighter, seq: tick + 1, input, provisional: random() < 0.05 };
    });
    stepWorld(world, commands);
    watch(world);
  }
  return world;
}
