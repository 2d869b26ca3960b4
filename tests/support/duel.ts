import { Arena, type ArenaLayout } from "@fray/shared-state/arena/arena";
import type { Special } from "@fray/shared-state/rules";
import type { Input } from "@fray/shared-state/schema/input-frame";
import { createFighter, type Fighter } from "@fray/shared-state/simulation/body";
import { copyEvent, type WorldEvent } from "@fray/shared-state/simulation/events";
import { giveSpecial } from "@fray/shared-state/simulation/step-weapons";
import { stepWorld } from "@fray/shared-state/simulation/step-world";
import { addFighter, createWorld, type World } from "@fray/shared-state/simulation/world";

export const DT = 1 / 30;
export const IDLE: Input = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };

/** A bare floor of 60 x 40 u, with whatever a test needs on it. */
export const testArena = (layout: Partial<ArenaLayout> = {}): Arena =>
  new Arena({ name: "test", width: 60, height: 40, walls: [], spawns: [{ x: 2, y: 2, team: 0 }], ...layout });

/** Where the first of a duel stands, in the middle of the test arena. */
export const HERE = { x: 20, y: 20 };

export interface Duel {
  readonly world: World;
  readonly shooter: Fighter;
  /** `distance` u to the right of the shooter. */
  readonly target: Fighter;
  /** Steps the world by a tick in which the shooter does this; returns what happened. */
  readonly step: (input?: Partial<Input>) => readonly WorldEvent[];
  /** Steps it until something of a type happens, and returns that; throws after `limit` ticks without. */
  readonly until: <Type extends WorldEvent["type"]>(
    type: Type,
    input?: Partial<Input>,
    limit?: number,
  ) => Extract<WorldEvent, { type: Type }>;
}

/** Two living fighters without shields, the first looking at the second. */
export function duel(
  options: {
    arena?: Arena;
    dt?: number;
    distance?: number;
    special?: Special;
    teams?: readonly [number, number];
    friendlyFire?: boolean;
  } = {},
): Duel {
  const {
    arena = testArena(),
    dt = DT,
    distance = 5,
    special = "rail",
    teams = [0, 0],
    friendlyFire = false,
  } = options;
  const world = createWorld(arena, dt, 1, { friendlyFire });
  const [shooter, target] = [createFighter(1, teams[0]), createFighter(2, teams[1])];
  for (const fighter of [shooter, target]) addFighter(world, fighter);
  stepWorld(world, []);
  Object.assign(shooter, HERE, { shielded: false });
  Object.assign(target, { x: HERE.x + distance, y: HERE.y, shielded: false });
  giveSpecial(shooter, special);
  let seq = 0;
  const step = (input: Partial<Input> = {}): readonly WorldEvent[] => {
    stepWorld(world, [{ fighter: shooter, seq: ++seq, input: { ...IDLE, ...input } }]);
    return world.events.map(copyEvent);
  };
  return {
    world,
    shooter,
    target,
    step,
    until: (type, input, limit = 300) => {
      for (let tick = 0; tick < limit; tick++) {
        const [found] = eventsOf(step(input), type);
        if (found) return found;
      }
      throw new Error(`no ${type} within ${limit} ticks`);
    },
  };
}

/** The events of one type. */
export const eventsOf = <Type extends WorldEvent["type"]>(
  events: readonly WorldEvent[],
  type: Type,
): Extract<WorldEvent, { type: Type }>[] =>
  events.filter((event): event is Extract<WorldEvent, { type: Type }> => event.type === type);
