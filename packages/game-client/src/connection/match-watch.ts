import { modeOf, phaseOf } from "@fray/shared-state/match/modes";

import type { ClientEvent } from "./frame.ts";
import type { RoundSource } from "./match-source.ts";
import { OBJECTIVE_STATES } from "./objectives/index.ts";

/** The parts of a round whose changes make client events. */
interface RoundState {
  readonly map: string;
  readonly round: number;
  readonly phase: number;
  readonly scores: readonly number[];
  /** The state of each objective in `OBJECTIVE_STATES`. */
  readonly objectives: readonly unknown[];
}

interface Surroundings {
  readonly state: RoundSource;
  readonly clientEvents: ClientEvent[];
  readonly nameOf: (id: number) => string;
}

/** Turns changes in the state of the round into client events. */
export class MatchWatch {
  readonly #around: Surroundings;
  #before: RoundState;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#before = roundOf(around.state);
  }

  /**
   * Reads a patch. Returns true when a new phase or a new round has begun, so that old pickups and shots no longer
   * count.
   */
  receive(): boolean {
    const { state, clientEvents } = this.#around;
    const { match } = state;
    const before = this.#before;
    const now = roundOf(state);
    this.#before = now;
    const isNewRound = now.round !== before.round || now.map !== before.map;
    const isNewPhase = now.phase !== before.phase;
    if (isNewPhase) clientEvents.push({ type: "phase", phase: phaseOf(match), mode: modeOf(match) });
    // The start of a round resets all objectives, which makes no events. The end of a round leaves them in place, and
    // the last change may be the capture that ended it.
    if (isNewRound || (isNewPhase && phaseOf(match) === "live")) return true;
    this.#compareObjectives(before, now);
    return isNewPhase;
  }

  #compareObjectives(before: RoundState, now: RoundState): void {
    const { state, clientEvents, nameOf } = this.#around;
    const around = { state, nameOf, scores: { before: before.scores, now: now.scores } };
    for (const [index, objective] of OBJECTIVE_STATES.entries()) {
      clientEvents.push(...objective.compare(before.objectives[index], now.objectives[index], around));
    }
  }
}

const roundOf = ({ map, match }: RoundSource): RoundState => ({
  map,
  round: match.round,
  phase: match.phase,
  scores: [...match.scores],
  objectives: OBJECTIVE_STATES.map((objective) => objective.snapshot(match)),
});
