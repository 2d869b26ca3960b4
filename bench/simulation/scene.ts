import { parseMap } from "@fray/shared-state/arena/parse-map";
import { Player } from "@fray/shared-state/schema/player";
import { createFighter, type Fighter } from "@fray/shared-state/simulation/body";
import type { Command } from "@fray/shared-state/simulation/command";
import { stepWorld } from "@fray/shared-state/simulation/step-world";
import { addFighter, createWorld, type World } from "@fray/shared-state/simulation/world";

import { Script } from "../clients/load/script.ts";
import { BENCH_MAP, benchMap } from "../clients/server/bench-map.ts";
import { mapSideFor } from "../clients/server/density.ts";

const TICK_RATE = 20;
const VISIBLE = 20;
const SEED = 1;

/** A crowd that plays without a server. */
export interface Scene {
  readonly world: World;
  /** Decides the inputs of the next `ticks` in advance, so that this work is not measured. */
  plan(ticks: number): void;
  /** Runs one planned tick. */
  step(): void;
}

/**
 * `isSynced` makes the bodies schema instances, as in a room, instead of plain objects. `fireShare` is the share of
 * the time in which each body shoots. With 0.6 about as many shots are in the air as there are bodies.
 */
export function createScene(bodies: number, isSynced: boolean, fireShare: number): Scene {
  const arena = parseMap(BENCH_MAP, benchMap(mapSideFor(bodies, VISIBLE)));
  const world = createWorld(arena, 1 / TICK_RATE, SEED);
  const scripts = Array.from({ length: bodies }, (_, index) => new Script(index, fireShare));
  const fighters = scripts.map((_, index): Fighter => {
    const fighter = isSynced ? Object.assign(new Player(), { id: index + 1 }) : createFighter(index + 1);
    addFighter(world, fighter);
    return fighter;
  });
  const frame = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };
  let planned: Command[][] = [];
  const aims = fighters.map(() => 0);
  let seq = 0;
  return {
    world,
    plan(ticks) {
      planned = Array.from({ length: ticks }, () => {
        seq++;
        return fighters.map((fighter, index) => {
          frame.aim = aims[index] ?? 0;
          scripts[index]?.next(frame);
          aims[index] = frame.aim;
          return { fighter, seq, input: { ...frame } };
        });
      });
    },
    step() {
      const commands = planned.shift();
      if (!commands) throw new Error("no tick is planned");
      stepWorld(world, commands);
    },
  };
}
