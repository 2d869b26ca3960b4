import { decide } from "@fray/bot-client/brain/decide";
import { createMemory, type Memory } from "@fray/bot-client/brain/memory";
import { Navigation } from "@fray/bot-client/navigation/navigation";
import type { Skill } from "@fray/bot-client/skills";
import { Observer } from "@fray/bot-client/view/observer";
import type { Arena } from "@fray/shared-state/arena/arena";
import { writeShot } from "@fray/shared-state/protocol/events";
import type { Input } from "@fray/shared-state/schema/input-frame";
import { snapAngle, snapAxis } from "@fray/shared-state/schema/quantized";
import { createFighter, type Fighter } from "@fray/shared-state/simulation/body";
import { createRandom, type Random } from "@fray/shared-state/simulation/random";
import { addFighter, createWorld, stepWorld, type Command, type World } from "@fray/shared-state/simulation/world";

const DT = 1 / 30;
/** Looks per second are a third of the steps, as over the wire. */
const STEPS_PER_LOOK = 3;

const navigations = new WeakMap<Arena, Navigation>();

export interface Contestant {
  readonly fighter: Fighter;
  readonly memory: Memory;
  readonly observer: Observer;
  readonly random: Random;
  kills: number;
  deaths: number;
  /** Distance walked in u, teleports left out. */
  walked: number;
  /** Longest time in s that a living body stayed within a body's length. */
  stillFor: number;
}

export interface Match {
  readonly world: World;
  readonly contestants: readonly Contestant[];
}

/**
 * Brains against brains under the rules alone: no sockets, no clock. `watch` sees every input before it counts.
 */
export function playHeadless(options: {
  arena: Arena;
  skills: readonly Skill[];
  seconds: number;
  seed: number;
  watch?: (contestant: Contestant, input: Input, world: World) => void;
}): Match {
  const { arena, skills, seconds, seed, watch } = options;
  const world = createWorld(arena, DT, seed);
  const navigation = navigationOf(arena);
  const contestants = skills.map((skill, index): Contestant => {
    const fighter = createFighter(index + 1);
    addFighter(world, fighter);
    const memory = createMemory(skill, arena, navigation);
    const observer = new Observer(arena, DT);
    return {
      fighter,
      memory,
      observer,
      random: createRandom(seed * 1000 + index),
      kills: 0,
      deaths: 0,
      walked: 0,
      stillFor: 0,
    };
  });
  const rests = contestants.map(() => ({ x: 0, y: 0, since: 0 }));
  for (let tick = 1; tick <= seconds / DT; tick++) {
    const commands = contestants.map((contestant, index): Command => {
      const input = inputOf(contestant, world, tick + index);
      watch?.(contestant, input, world);
      return { fighter: contestant.fighter, seq: tick, input: onWire(input) };
    });
    const before = contestants.map(({ fighter }) => ({ x: fighter.x, y: fighter.y, lives: fighter.lives }));
    stepWorld(world, commands);
    tell(world, contestants);
    for (const [index, contestant] of contestants.entries()) {
      const { fighter } = contestant;
      const from = before[index];
      const rest = rests[index];
      if (!from || !rest) continue;
      if (fighter.alive && from.lives === fighter.lives)
        contestant.walked += Math.hypot(fighter.x - from.x, fighter.y - from.y);
      if (!fighter.alive || Math.hypot(fighter.x - rest.x, fighter.y - rest.y) > 1) {
        Object.assign(rest, { x: fighter.x, y: fighter.y, since: tick });
      }
      contestant.stillFor = Math.max(contestant.stillFor, (tick - rest.since) * DT);
    }
  }
  return { world, contestants };
}

/** Shared by all matches on an arena, as it is by the bots of one process. */
function navigationOf(arena: Arena): Navigation {
  const known = navigations.get(arena) ?? new Navigation(arena);
  navigations.set(arena, known);
  return known;
}

function inputOf({ fighter, memory, observer, random }: Contestant, world: World, phase: number): Input {
  observer.self = fighter;
  observer.step();
  if (phase % STEPS_PER_LOOK === 0) observer.look(world.fighters.values(), world.tick * DT);
  return decide(memory, observer, random);
}

/** The input as it arrives: quantized. */
const onWire = ({ moveX, moveY, aim, buttons }: Input): Input => ({
  moveX: snapAxis(moveX),
  moveY: snapAxis(moveY),
  aim: snapAngle(aim),
  buttons,
});

function tell(world: World, contestants: readonly Contestant[]): void {
  const shots = world.events.flatMap((event) => (event.type === "shot" ? [writeShot(event)] : []));
  for (const { observer } of contestants) observer.hear({ tick: world.tick, shots });
  for (const event of world.events) {
    if (event.type !== "death") continue;
    for (const contestant of contestants) {
      if (contestant.fighter.id === event.killer) contestant.kills++;
      if (contestant.fighter.id === event.victim) contestant.deaths++;
    }
  }
}
