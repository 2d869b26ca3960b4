import type { Arena } from "@fray/shared-state/arena/arena";
import { assertNever } from "@fray/shared-state/assert-never";
import { createMatch, type Match, type Member } from "@fray/shared-state/match/match";
import type { Mode } from "@fray/shared-state/match/modes";
import { joinRound, startRound, stepMatch } from "@fray/shared-state/match/rounds";
import {
  writeBlast,
  writeDeath,
  writeHit,
  writeShot,
  type EventsDraft,
  type EventsMessage,
} from "@fray/shared-state/protocol/events";
import { snapAngle, snapAxis } from "@fray/shared-state/quantized";
import { sanitizeInput, type Input } from "@fray/shared-state/schema/input-frame";
import { createFighter, type Fighter } from "@fray/shared-state/simulation/body";
import type { Command } from "@fray/shared-state/simulation/command";
import { isHiding, seesHiding } from "@fray/shared-state/simulation/conceal";
import type { WorldEvent } from "@fray/shared-state/simulation/events";
import { stepWorld } from "@fray/shared-state/simulation/step-world";
import { createWorld, type World } from "@fray/shared-state/simulation/world";

import { Observer } from "../view/observer.ts";
import type { View } from "../view/view.ts";

/** One look in three steps, as often as over the wire. */
const STEPS_PER_LOOK = 3;

/** Decides for one fighter, step by step. A mind in another process answers later. */
export type Mind = (view: View) => Input | Promise<Input>;

/** A fighter in a headless round, and its mind. */
export interface Contestant {
  readonly fighter: Fighter;
  readonly member: Member;
  readonly observer: Observer;
  readonly mind: Mind;
}

/**
 * A round without a room: world and match are stepped together as fast as possible, live from the first tick.
 * Contestants see what players would see, and their inputs are quantized as on the wire, so the round plays like one
 * in a room without delay. The same seed, map and minds give the same round.
 */
export class HeadlessRound {
  readonly world: World;
  readonly match: Match;
  readonly contestants: readonly Contestant[];
  readonly members: ReadonlyMap<number, Member>;
  readonly #onStep: ((commands: readonly Command[]) => void) | undefined;
  #steps = 0;

  /** `dt` is in seconds, `seconds` is the length of the round. */
  constructor(options: {
    arena: Arena;
    mode: Mode;
    dt: number;
    seconds: number;
    seed: number;
    minds: readonly ((arena: Arena) => Mind)[];
    /** Called with the commands of each step, before it. */
    onStep?: (commands: readonly Command[]) => void;
  }) {
    const { arena, mode, dt, seconds, seed, minds, onStep } = options;
    this.#onStep = onStep;
    this.world = createWorld(arena, dt, seed);
    this.match = createMatch({ warmupSeconds: 0, roundSeconds: seconds, scoreLimit: 0 }, seed);
    this.contestants = minds.map((createMind, index): Contestant => {
      const id = index + 1;
      return {
        fighter: createFighter(id),
        member: { id, team: 0, spectator: false, score: 0, kills: 0, deaths: 0 },
        observer: new Observer(arena, dt),
        mind: createMind(arena),
      };
    });
    this.members = new Map(this.contestants.map(({ member }) => [member.id, member]));
    startRound(this.match, this.world, this.members, mode);
    for (const { fighter } of this.contestants) joinRound(this.match, this.world, this.members, fighter);
    // Ends the warmup, which has length 0.
    stepMatch(this.match, this.world, this.members);
  }

  /**
   * Asks every contestant for its input in the next step, from its current view. The order is that of the
   * contestants.
   */
  ask(): (Input | Promise<Input>)[] {
    this.#steps++;
    return this.contestants.map(({ fighter, observer, mind }, index) => {
      observer.self = fighter;
      observer.step();
      if ((this.#steps + index) % STEPS_PER_LOOK === 0) this.#look(fighter, observer);
      return mind(observer);
    });
  }

  /** Advances by a step: `inputs` in the order of the contestants. */
  step(inputs: readonly Input[]): void {
    const commands = this.contestants.map(({ fighter }, index) => ({
      fighter,
      seq: this.#steps,
      input: onWire(inputs[index] ?? IDLE),
    }));
    this.#onStep?.(commands);
    stepWorld(this.world, commands);
    stepMatch(this.match, this.world, this.members);
    const message = messageOf(this.world);
    for (const { observer } of this.contestants) observer.hear(message);
  }

  #look(fighter: Fighter, observer: Observer): void {
    const { world, match } = this;
    const bodies = [...world.fighters.values()].filter((body) => !isHiding(world, body) || seesHiding(fighter, body));
    observer.look({ bodies, pickups: world.pickups, round: match.state }, world.tick * world.dt);
  }
}

export const IDLE: Input = { moveX: 0, moveY: 0, aim: 0, buttons: 0 };

/** Converts an input to its wire precision: quantized, with valid buttons only. */
function onWire({ moveX, moveY, aim, buttons }: Input): Input {
  const input = { moveX: snapAxis(moveX), moveY: snapAxis(moveY), aim: snapAngle(aim), buttons };
  sanitizeInput(input);
  return input;
}

/** Builds the message about a tick that every contestant receives. */
function messageOf({ tick, events }: World): EventsMessage {
  const message: Required<EventsDraft> = { tick, shots: [], hits: [], blasts: [], deaths: [], pickups: [], deeds: [] };
  for (const event of events) addEvent(message, event);
  return message;
}

function addEvent({ shots, hits, blasts, deaths, pickups }: Required<EventsDraft>, event: WorldEvent): void {
  switch (event.type) {
    case "shot":
      shots.push(writeShot(event));
      return;
    case "hit":
      hits.push(writeHit(event));
      return;
    case "blast":
      blasts.push(writeBlast(event));
      return;
    case "death":
      deaths.push(writeDeath(event));
      return;
    case "pickup":
      pickups.push([event.index, event.taker]);
      return;
    // Deeds follow from deaths and from the state.
    case "deed":
    // The state shows spawns and returned pickups, so they need no event.
    case "spawn":
    case "return":
      return;
    default:
      assertNever(event);
  }
}
