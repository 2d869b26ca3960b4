import { modeOf, phaseOf } from "@fray/shared-state/match/modes";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";

import { ALL_OBJECTIVES } from "../objectives/index.ts";
import type { Happening } from "./frame.ts";

/** The part of a round whose changes are worth telling. */
interface RoundState {
  readonly map: string;
  readonly round: number;
  readonly phase: number;
  readonly scores: readonly number[];
  /** Of each in `ALL_OBJECTIVES`. */
  readonly objectives: readonly unknown[];
}

interface Surroundings {
  readonly state: ArenaState;
  readonly happenings: Happening[];
  readonly nameOf: (id: number) => string;
}

/** Turns changes in the state of the round into what happened. */
export class MatchWatch {
  readonly #around: Surroundings;
  #before: RoundState;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#before = roundOf(around.state);
  }

  /** Takes in a patch. True when what lay and flew about is gone with it: another phase or another round has begun. */
  receive(): boolean {
    const { state, happenings } = this.#around;
    const { match } = state;
    const before = this.#before;
    const now = roundOf(state);
    this.#before = now;
    const isNewRound = now.round !== before.round || now.map !== before.map;
    const isNewPhase = now.phase !== before.phase;
    if (isNewPhase) happenings.push({ type: "phase", phase: phaseOf(match), mode: modeOf(match) });
    // Where a round begins everything is put in its place; where it ends it stays, and what ended it may be a capture.
    if (isNewRound || (isNewPhase && phaseOf(match) === "live")) return true;
    this.#compareObjectives(before, now);
    return isNewPhase;
  }

  #compareObjectives(before: RoundState, now: RoundState): void {
    const { state, happenings, nameOf } = this.#around;
    const around = { state, nameOf, scores: { before: before.scores, now: now.scores } };
    for (const [index, objective] of ALL_OBJECTIVES.entries()) {
      happenings.push(...objective.compare(before.objectives[index], now.objectives[index], around));
    }
  }
}

const roundOf = ({ map, match }: ArenaState): RoundState => ({
  map,
  round: match.round,
  phase: match.phase,
  scores: [...match.scores],
  objectives: ALL_OBJECTIVES.map((objective) => objective.snapshot(match)),
});
