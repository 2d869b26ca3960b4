import { createRandom, type Random } from "@fray/netcode/core";

import type { HillPlace } from "../arena/arena.ts";
import type { World } from "../simulation/world.ts";

/** What a host decides about every round. Times in s. */
export interface MatchSettings {
  /** Free fire at least this long before a round counts. */
  readonly warmupSeconds: number;
  readonly roundSeconds: number;
  /** Score that ends a round early; 0 for none. */
  readonly scoreLimit: number;
}

/** Who takes part, or watches. Structural: a room's roster entries, or plain objects in a headless match. */
export interface Member {
  readonly id: number;
  /** 0 in a free-for-all, and of who watches. */
  team: number;
  readonly spectator: boolean;
  /** What the mode counts: kills, captures, seconds on the hill. */
  score: number;
  kills: number;
  deaths: number;
  /** False while the connection is lost and the body is held; of a plain object it may be left out. */
  readonly connected?: boolean;
  /** The held body has been killed since the connection was lost. */
  killedAway?: boolean;
}

/** By id. */
export type Members = ReadonlyMap<number, Member>;

export interface FlagState {
  team: number;
  x: number;
  y: number;
  /** Id of who carries it; 0 when nobody does. */
  carrier: number;
  /** It stands on its own stand. Neither home nor carried, it lies about. */
  home: boolean;
  /** Tick at which one that lies about goes home by itself. */
  returnTick: number;
}

export interface HillState {
  x: number;
  y: number;
  /** 0 where there is no hill. */
  radius: number;
  /** Team that holds it; 0 when nobody does. */
  team: number;
  contested: boolean;
  moveTick: number;
}

/** The part of an array, plain or synced, that the rules need. */
interface FlagList extends Iterable<FlagState> {
  push(...flags: FlagState[]): number;
  splice(start: number): unknown;
}

/** A round and how it stands, as everybody may know it. Codes are places in `MODES` and `PHASES`. */
export interface RoundState {
  mode: number;
  phase: number;
  round: number;
  /** Tick at which the phase ends; 0 when it waits for people. */
  endTick: number;
  scoreLimit: number;
  /** Of team 1 and team 2. */
  readonly scores: number[];
  /** Both teams' in a mode that has flags, else none. */
  readonly flags: FlagList;
  readonly hill: HillState;
  winner: number;
  readonly podium: number[];
}

/** A series of rounds: what is known of the one being played, and what the rules keep to themselves. */
export interface Match {
  readonly settings: MatchSettings;
  readonly state: RoundState;
  /** The flags of team 1 and team 2, in play or not: the same ones in every round. */
  readonly flags: readonly FlagState[];
  readonly random: Random;
  /** Tick at which the phase began. */
  phaseTick: number;
  /** Where the hill goes this round, and how long its holder has held it. */
  readonly hill: { order: readonly HillPlace[]; turn: number; heldTicks: number };
}

/** Everything the rules of a match act on in one tick. */
export interface Play {
  readonly match: Match;
  readonly world: World;
  readonly members: Members;
}

/** What a mode adds to the fight. */
export interface ModeRules {
  /** Puts what is fought over in its place, at the beginning of a warmup. */
  setUp?(play: Play): void;
  /** From this tick on the round counts. */
  begin?(play: Play): void;
  /** One tick of it. */
  step(play: Play): void;
}

/**
 * A match before its first round. By default its state is plain objects; whoever makes it may bring their own, as a room
 * brings what it syncs.
 */
export function createMatch(
  settings: MatchSettings,
  seed: number,
  { state = plainState(), flags = [plainFlag(), plainFlag()] }: Partial<Pick<Match, "state" | "flags">> = {},
): Match {
  state.scoreLimit = settings.scoreLimit;
  state.scores.splice(0, state.scores.length, 0, 0);
  const hill = { order: [], turn: 0, heldTicks: 0 };
  return { settings, state, flags, random: createRandom(seed), phaseTick: 0, hill };
}

const plainState = (): RoundState => ({
  mode: 0,
  phase: 0,
  round: 0,
  endTick: 0,
  scoreLimit: 0,
  scores: [],
  flags: [],
  hill: { x: 0, y: 0, radius: 0, team: 0, contested: false, moveTick: 0 },
  winner: 0,
  podium: [],
});

const plainFlag = (): FlagState => ({ team: 0, x: 0, y: 0, carrier: 0, home: true, returnTick: 0 });
