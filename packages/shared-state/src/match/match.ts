import { type Random, createRandom } from "@fray/netcode/core";

import type { Arena } from "../arena/arena.ts";
import type { World } from "../simulation/world.ts";
import { newMemory, plainObjectives, type ModeMemory, type Objectives } from "./objectives.ts";

/** A host's settings for every round. Times in s. */
export interface MatchSettings {
  /** Shortest warmup before a round counts. */
  readonly warmupSeconds: number;
  readonly roundSeconds: number;
  /** Score that ends a round early; 0 for none. */
  readonly scoreLimit: number;
}

/**
 * A member of a match, fighter or spectator. Structural: a room's roster entries, or plain objects in a headless
 * match.
 */
export interface Member {
  readonly id: number;
  /** 0 in a free-for-all, and for spectators. */
  team: number;
  readonly spectator: boolean;
  /** The count of the mode: kills, captures, seconds on the hill. */
  score: number;
  kills: number;
  deaths: number;
  /** False while the connection is lost and the body is held. A plain object may leave it out. */
  readonly connected?: boolean;
  /** The held body has been killed since the connection was lost. */
  killedAway?: boolean;
  /** Id of the party whose members are kept on one side; "" for none. */
  readonly party?: string;
  /** A bot of the host that fills a free place. */
  readonly backfill?: boolean;
}

/** The members of a match, by id. */
export type Members = ReadonlyMap<number, Member>;

/** The public state of a round. Codes are indexes in `MODES` and `PHASES`. */
export interface RoundState extends Objectives {
  mode: number;
  phase: number;
  round: number;
  /** Tick at which the phase ends; 0 while it waits for players. */
  endTick: number;
  scoreLimit: number;
  /** Scores of team 1 and team 2. */
  readonly scores: number[];
  winner: number;
  readonly podium: number[];
  /** The awards of the finished round; see `readAwards`. */
  readonly awards: number[];
}

/** A series of rounds: the state of the current round, and the private memory of the rules. */
export interface Match extends ModeMemory {
  readonly settings: MatchSettings;
  readonly state: RoundState;
  readonly random: Random;
  /** Tick at which the phase began. */
  phaseTick: number;
}

/** The state that the rules of a match act on in one tick. */
export interface Play {
  readonly match: Match;
  readonly world: World;
  readonly members: Members;
}

/** The rules of a mode. Each mode has its own file in this folder, and a line in `modes.ts`. */
export interface ModeRules {
  readonly name: string;
  /** The name that players see. */
  readonly title: string;
  readonly hasTeams: boolean;
  /** The objects that a map must have for this mode. */
  readonly needs?: { readonly what: string; isMet(arena: Arena): boolean };
  /** Removes the mode's objectives from the state: the next round may have another mode. */
  clear?(state: RoundState): void;
  /** Places the objectives, at the beginning of a warmup. */
  setUp?(play: Play): void;
  /** Called when the round goes live. The round counts from this tick on. */
  begin?(play: Play): void;
  /** Runs one tick of the mode's rules in a live round. */
  step(play: Play): void;
}

/**
 * Creates a match before its first round. By default its state is plain objects. The caller may pass other objects,
 * as a room passes its synced state.
 */
export function createMatch(
  settings: MatchSettings,
  seed: number,
  { state = plainState(), ...memory }: { readonly state?: RoundState } & Partial<ModeMemory> = {},
): Match {
  state.scoreLimit = settings.scoreLimit;
  state.scores.splice(0, state.scores.length, 0, 0);
  return { settings, state, random: createRandom(seed), phaseTick: 0, ...newMemory(), ...memory };
}

const plainState = (): RoundState => ({
  mode: 0,
  phase: 0,
  round: 0,
  endTick: 0,
  scoreLimit: 0,
  scores: [],
  winner: 0,
  podium: [],
  awards: [],
  ...plainObjectives(),
});
