import { decide } from "@fray/bot-client/brain/decide";
import { createMemory, type Memory } from "@fray/bot-client/brain/memory";
import type { Skill } from "@fray/bot-client/skills";
import { Observer } from "@fray/bot-client/view/observer";
import type { Arena } from "@fray/shared-state/arena/arena";
import { createMatch, type Match, type Member } from "@fray/shared-state/match/match";
import type { Mode } from "@fray/shared-state/match/modes";
import { joinRound, startRound, stepMatch } from "@fray/shared-state/match/rounds";
import { writeBlast, writeShot } from "@fray/shared-state/protocol/events";
import type { Input } from "@fray/shared-state/schema/input-frame";
import { snapAngle, snapAxis } from "@fray/shared-state/schema/quantized";
import { createFighter, type Fighter } from "@fray/shared-state/simulation/body";
import { isHiding, seesHiding } from "@fray/shared-state/simulation/conceal";
import { createRandom, type Random } from "@fray/shared-state/simulation/random";
import { createWorld, stepWorld, type Command, type World } from "@fray/shared-state/simulation/world";

import { DT, navigationOf } from "./scene.ts";

/** Looks per second are a third of the steps, as over the wire. */
const STEPS_PER_LOOK = 3;
/** Longer than any headless match: what ends them is its time. */
const ROUND_S = 3600;

export interface Contestant {
  readonly fighter: Fighter;
  readonly member: Member;
  readonly memory: Memory;
  readonly observer: Observer;
  readonly random: Random;
  /** Distance walked in u, jumps left out. */
  walked: number;
  /** Longest time in s that a living body stayed within a body's length. */
  stillFor: number;
}

export interface HeadlessMatch {
  readonly world: World;
  readonly match: Match;
  readonly contestants: readonly Contestant[];
}

/**
 * Brains against brains under the rules alone: no sockets, no clock, and live from the first tick. `watch` sees every
 * input before it counts, `afterTick` what came of them.
 */
export function playHeadless(options: {
  arena: Arena;
  skills: readonly Skill[];
  seconds: number;
  seed: number;
  mode?: Mode;
  watch?: (contestant: Contestant, input: Input, world: World) => void;
  afterTick?: (match: HeadlessMatch) => void;
}): HeadlessMatch {
  const { arena, skills, seconds, seed, mode = "ffa", watch, afterTick } = options;
  const played = prepare(arena, skills, seed, mode);
  const { world, match, contestants } = played;
  const members = membersOf(contestants);
  const rests = contestants.map(() => ({ x: 0, y: 0, since: 0 }));
  for (let tick = 1; tick <= seconds / DT; tick++) {
    const commands = contestants.map((contestant, index): Command => {
      const input = inputOf(contestant, played, tick + index);
      watch?.(contestant, input, world);
      return { fighter: contestant.fighter, seq: tick, input: onWire(input) };
    });
    const before = contestants.map(({ fighter: { x, y, lives, teleports } }) => ({ x, y, lives, teleports }));
    stepWorld(world, commands);
    stepMatch(match, world, members);
    tell(world, contestants);
    afterTick?.(played);
    for (const [index, contestant] of contestants.entries()) {
      const { fighter } = contestant;
      const from = before[index];
      const rest = rests[index];
      if (!from || !rest) continue;
      const hasJumped = from.lives !== fighter.lives || from.teleports !== fighter.teleports;
      if (fighter.alive && !hasJumped) contestant.walked += Math.hypot(fighter.x - from.x, fighter.y - from.y);
      if (!fighter.alive || Math.hypot(fighter.x - rest.x, fighter.y - rest.y) > 1) {
        Object.assign(rest, { x: fighter.x, y: fighter.y, since: tick });
      }
      contestant.stillFor = Math.max(contestant.stillFor, (tick - rest.since) * DT);
    }
  }
  return played;
}

function prepare(arena: Arena, skills: readonly Skill[], seed: number, mode: Mode): HeadlessMatch {
  const world = createWorld(arena, DT, seed);
  const match = createMatch({ warmupSeconds: 0, roundSeconds: ROUND_S, scoreLimit: 0 }, seed);
  const contestants = skills.map((skill, index): Contestant => {
    const id = index + 1;
    return {
      fighter: createFighter(id),
      member: { id, team: 0, spectator: false, score: 0, kills: 0, deaths: 0 },
      memory: createMemory(skill, arena, navigationOf(arena)),
      observer: new Observer(arena, DT),
      random: createRandom(seed * 1000 + index),
      walked: 0,
      stillFor: 0,
    };
  });
  const members = membersOf(contestants);
  startRound(match, world, members, mode);
  for (const { fighter } of contestants) joinRound(match, world, members, fighter);
  // The warmup of no length ends here.
  stepMatch(match, world, members);
  return { world, match, contestants };
}

const membersOf = (contestants: readonly Contestant[]): Map<number, Member> =>
  new Map(contestants.map(({ member }) => [member.id, member]));

function inputOf(contestant: Contestant, { world, match }: HeadlessMatch, phase: number): Input {
  const { fighter, memory, observer, random } = contestant;
  observer.self = fighter;
  observer.step();
  if (phase % STEPS_PER_LOOK === 0) {
    const bodies = [...world.fighters.values()].filter((body) => !isHiding(world, body) || seesHiding(fighter, body));
    observer.look({ bodies, pickups: world.pickups, round: match.state }, world.tick * DT);
  }
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
  const blasts = world.events.flatMap((event) => (event.type === "blast" ? [writeBlast(event)] : []));
  for (const { observer } of contestants) observer.hear({ tick: world.tick, shots, blasts });
}
