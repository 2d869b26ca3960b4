import { MODES } from "@fray/shared-state/match/modes";
import { modeOf, phaseOf, type MatchState } from "@fray/shared-state/schema/match-state";

import type { FlagView, HillView, Point, RoundView } from "./frame.ts";

/** Turns a tick into seconds from now. */
type SecondsUntil = (tick: number) => number;

/** The round as a frame shows it. */
export function viewRound(match: MatchState, ownTeam: number, secondsUntil: SecondsUntil): RoundView {
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

/** The flags; one that is carried is where its carrier is drawn, by `bodyOf`, when that can be seen. */
export function viewFlags({ flags }: MatchState, bodyOf: (id: number) => Point | undefined): FlagView[] {
  return flags.map(({ team, x, y, carrier, home }) => {
    const at = (carrier !== 0 && bodyOf(carrier)) || { x, y };
    return { team, x: at.x, y: at.y, home, carrier };
  });
}

/** The hill; undefined where there is none. */
export function viewHill({ hill }: MatchState, secondsUntil: SecondsUntil): HillView | undefined {
  if (hill.radius === 0) return undefined;
  const { x, y, radius, team, contested, moveTick } = hill;
  return { x, y, radius, team, contested, movesIn: secondsUntil(moveTick) };
}

/** Team whose flag somebody carries; 0 for none. */
export const flagCarriedBy = ({ flags }: MatchState, id: number): number =>
  flags.find(({ carrier }) => carrier === id)?.team ?? 0;
