import { readAwards } from "@fray/shared-state/match/awards";
import { MODES, modeOf, phaseOf } from "@fray/shared-state/match/modes";

import type { RoundView } from "./frame.ts";
import type { MatchSource } from "./match-source.ts";

/** Converts a tick to seconds from now. */
type SecondsUntil = (tick: number) => number;

/** Converts the match state to the round that a frame shows. */
export function viewRound(match: MatchSource, ownTeam: number, secondsUntil: SecondsUntil): RoundView {
  const [first = 0, second = 0] = match.scores;
  return {
    mode: modeOf(match),
    phase: phaseOf(match),
    secondsLeft: match.endTick === 0 ? undefined : secondsUntil(match.endTick),
    scoreLimit: match.scoreLimit,
    scores: [first, second],
    ownTeam,
    winner: match.winner,
    podium: [...match.podium],
    nextMap: match.nextMap,
    nextMode: MODES[match.nextMode] ?? "ffa",
    number: match.round,
    awards: readAwards(match.awards),
    ballot: [...match.ballot],
    votes: [...match.votes],
  };
}
