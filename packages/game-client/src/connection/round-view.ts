import { MODES } from "@fray/shared-state/match/modes";
import { modeOf, phaseOf, type MatchState } from "@fray/shared-state/schema/match-state";

import type { RoundView } from "./frame.ts";

/** The round as a frame shows it. `secondsUntil` turns a tick into seconds from now. */
export function viewRound(match: MatchState, ownTeam: number, secondsUntil: (tick: number) => number): RoundView {
  return {
    mode: modeOf(match),
    phase: phaseOf(match),
    secondsLeft: match.endTick === 0 ? undefined : secondsUntil(match.endTick),
    scoreLimit: match.scoreLimit,
    scores: [match.scores[0] ?? 0, match.scores[1] ?? 0],
    ownTeam,
    winner: match.winner,
    podium: [...match.podium],
    nextMap: match.nextMap,
    nextMode: MODES[match.nextMode] ?? "ffa",
  };
}
