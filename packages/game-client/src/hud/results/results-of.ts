import type { Award } from "@fray/shared-state/match/awards";
import { hasTeams, type Mode } from "@fray/shared-state/match/modes";

import type { Standing } from "../../connection/frame.ts";
import { teamTitle } from "../../words/sides.ts";
import type { Moment } from "../moment.ts";

export interface Choice {
  readonly map: string;
  readonly mode: Mode;
  readonly votes: number;
  /** The round that has just ended, once more. */
  readonly isRematch: boolean;
}

export interface ResultsProps {
  readonly visible: boolean;
  /** Number of the round that has ended. */
  readonly round: number;
  readonly mode: Mode;
  readonly map: string;
  readonly scores: readonly [number, number];
  readonly verdict: Verdict;
  /** All fighters, best first. */
  readonly standings: readonly Standing[];
  /** The player's place, from 1; 0 for a spectator. */
  readonly place: number;
  readonly awards: readonly Award[];
  readonly choices: readonly Choice[];
  readonly nextMap: string;
  readonly nextMode: Mode;
  /** Id of the round's replay. */
  readonly replay: string | undefined;
  /** Whole seconds until the next round. */
  readonly seconds: number;
}

export interface Verdict {
  readonly text: string;
  readonly tone: "won" | "lost" | "plain";
}

/** What the results show in a moment. */
export function resultsOf({ frame: { round }, game, standings, clips }: Moment): ResultsProps {
  const { mode, scores, winner, ownTeam } = round;
  const visible = round.phase === "results" && clips?.isShown !== true;
  const fighters = visible ? standings.rows.filter(({ spectator }) => !spectator) : [];
  const { plans } = game.room();
  const map = game.arena.name;
  return {
    visible,
    round: round.number,
    mode,
    map,
    scores,
    verdict: verdictOf({ mode, winner, ownTeam, best: round.podium[0], fighters }),
    standings: fighters,
    place: fighters.findIndex(({ self }) => self) + 1,
    awards: visible ? round.awards : [],
    choices: round.ballot.flatMap((index, at) => {
      const plan = plans[index];
      const isRematch = plan?.map === map && plan.mode === mode;
      return plan ? [{ map: plan.map, mode: plan.mode, votes: round.votes[at] ?? 0, isRematch }] : [];
    }),
    nextMap: round.nextMap,
    nextMode: round.nextMode,
    replay: visible ? game.replayId : undefined,
    seconds: visible ? Math.ceil(round.secondsLeft ?? 0) : 0,
  };
}

interface Ended {
  readonly mode: Mode;
  readonly winner: number;
  readonly ownTeam: number;
  /** Id of the best fighter. */
  readonly best: number | undefined;
  readonly fighters: readonly Standing[];
}

/** How the round ended for the player; for a spectator, who won it. */
export function verdictOf({ mode, winner, ownTeam, best, fighters }: Ended): Verdict {
  if (hasTeams(mode)) {
    if (winner === 0) return { text: "Draw", tone: "plain" };
    if (ownTeam === 0) return { text: `${teamTitle(winner)} wins`, tone: "plain" };
    return winner === ownTeam ? WON : LOST;
  }
  const first = fighters.find(({ id }) => id === best);
  if (!first || first.score === 0) return { text: "Draw", tone: "plain" };
  if (first.self) return WON;
  return fighters.some(({ self }) => self) ? LOST : { text: `${first.name} wins`, tone: "plain" };
}

const WON: Verdict = { text: "You won", tone: "won" };
const LOST: Verdict = { text: "You lost", tone: "lost" };
