import type { Arena } from "@fray/shared-state/arena/arena";
import { createMatch, type Match, type MatchSettings } from "@fray/shared-state/match/match";
import { MODES } from "@fray/shared-state/match/modes";
import { isRoundDone, joinRound, startRound, stepMatch } from "@fray/shared-state/match/rounds";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import { Flag, phaseOf } from "@fray/shared-state/schema/match-state";
import { Pickup } from "@fray/shared-state/schema/pickup";
import type { Player } from "@fray/shared-state/schema/player";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";
import { pickupCode } from "@fray/shared-state/simulation/rules";
import { createNextWorld, createWorld, type World } from "@fray/shared-state/simulation/world";
import { randomInt } from "node:crypto";

import type { RoundPlan } from "./rotation.ts";
import { resultOf, type RoundResult } from "./round-result.ts";

/** What the host decides about the rounds of a room. */
export interface RoundSettings extends MatchSettings {
  /** What is played, in its order and then again. */
  readonly rotation: readonly RoundPlan[];
  /** Told of every round that was fought to its end, unless nobody but the host's own bots fought in it. */
  readonly onRoundOver: (result: RoundResult) => void;
}

interface Surroundings {
  readonly state: ArenaState;
  /** The roster by id. */
  readonly members: ReadonlyMap<number, RosterEntry>;
  /** Seconds per tick. */
  readonly dt: number;
}

/** The rounds of a room, one after the other: the world each is fought in, and what the rules say of how it stands. */
export class Rounds {
  readonly #around: Surroundings;
  readonly #settings: RoundSettings;
  readonly #match: Match;
  /** All pickups there have been: they come back with their map, since what was once synced is never forgotten. */
  readonly #pickups: Pickup[] = [];
  #turn = 0;
  #world: World;

  constructor(settings: RoundSettings, around: Surroundings) {
    this.#settings = settings;
    this.#around = around;
    const flags = [new Flag(), new Flag()];
    this.#match = createMatch(settings, randomSeed(), { state: around.state.match, flags });
    const { arena } = this.#plan(0);
    this.#world = createWorld(arena, around.dt, randomSeed(), { pickups: this.#layOut(arena) });
    this.#start();
  }

  /** The one that is fought in now; another with the next round. */
  get world(): World {
    return this.#world;
  }

  /** Lets in a body whose entry is in the roster: into a team, if there are any, and into the fight. */
  join(body: Player): void {
    joinRound(this.#match, this.#world, this.#around.members, body);
  }

  /** The match's part of a tick, after the world's. */
  advance(): void {
    const { members, state, dt } = this.#around;
    const { phaseTick } = this.#match;
    const before = phaseOf(state.match);
    stepMatch(this.#match, this.#world, members);
    if (before === "live" && phaseOf(state.match) === "results") {
      this.#announceNext();
      // On a server that nobody visits they would fill the disk, and the history with it.
      if (haveGuestsFought(members)) {
        this.#settings.onRoundOver(resultOf(state, members, (this.#world.tick - phaseTick) * dt));
      }
    }
    if (isRoundDone(this.#match, this.#world)) this.#next();
  }

  /** Goes on to the next round at once where only results are shown: for who comes to fight and has seen nothing of them. */
  skipResults(): void {
    if (phaseOf(this.#around.state.match) === "results") this.#next();
  }

  /** What there is to play, by turn. */
  get plans(): readonly RoundPlan[] {
    return this.#settings.rotation;
  }

  /** Ends what is under way with the next tick: a round as if its time were over, or the showing of its results. */
  end(): void {
    const { match } = this.#around.state;
    if (phaseOf(match) !== "warmup") match.endTick = this.#world.tick;
  }

  /** Goes on with the plan of that turn at once; the round that is played counts for nothing. */
  play(turn: number): void {
    this.#turn = turn - 1;
    this.#next();
  }

  #announceNext(): void {
    const { match } = this.#around.state;
    const { arena, mode } = this.#plan(this.#turn + 1);
    match.nextMap = arena.name;
    match.nextMode = MODES.indexOf(mode);
  }

  #next(): void {
    this.#turn++;
    const { arena } = this.#plan(this.#turn);
    this.#world = createNextWorld(this.#world, arena, randomSeed(), this.#layOut(arena));
    this.#start();
  }

  #start(): void {
    const { state, members } = this.#around;
    const { arena, mode } = this.#plan(this.#turn);
    state.map = arena.name;
    state.match.nextMap = "";
    startRound(this.#match, this.#world, members, mode);
  }

  #plan(turn: number): RoundPlan {
    const { rotation } = this.#settings;
    const plan = rotation[turn % rotation.length];
    if (!plan) throw new Error("no rounds are planned");
    return plan;
  }

  /** Puts the pickups of an arena into the state, and returns them. */
  #layOut(arena: Arena): readonly Pickup[] {
    while (this.#pickups.length < arena.pickups.length) this.#pickups.push(new Pickup());
    const pickups = this.#pickups.slice(0, arena.pickups.length);
    for (const [index, { x, y, kind }] of arena.pickups.entries()) {
      Object.assign(pickups[index] ?? {}, { x, y, kind: pickupCode(kind) });
    }
    const synced = this.#around.state.pickups;
    synced.splice(pickups.length);
    synced.push(...pickups.slice(synced.length));
    return pickups;
  }
}

const haveGuestsFought = (members: ReadonlyMap<number, RosterEntry>): boolean =>
  Array.from(members.values()).some(({ spectator, backfill }) => !spectator && !backfill);

const randomSeed = (): number => randomInt(2 ** 32);
