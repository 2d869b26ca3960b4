import { type Mode, modeOf } from "@fray/shared-state/match/modes";
import { bestFirst } from "@fray/shared-state/match/teams";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

import type { Feats } from "../progress/feats.ts";
import type { RoundTally } from "../progress/round-tally.ts";

/** The stored result of a round. */
export interface RoundResult {
  /** Id of the round's replay, if it has one that everybody may see. */
  readonly id?: string | undefined;
  readonly map: string;
  readonly mode: Mode;
  /** Length of the counted part of the round, in s. */
  readonly seconds: number;
  /** The winning team; 0 for a draw, and in modes without teams. */
  readonly winner: number;
  /** Scores of team 1 and team 2. */
  readonly scores: readonly number[];
  /** The players who fought until the end, best first. */
  readonly players: readonly PlayerResult[];
}

export type PlayerResult = Readonly<
  Pick<RosterEntry, "name" | "playerId" | "bot" | "team" | "score" | "kills" | "deaths">
> & {
  /** What the player has done; undefined for bots. */
  readonly feats?: Feats | undefined;
};

/** Returns the result of a round that is over. `members` is the roster by id. */
export function resultOf(
  { map, match }: ArenaState,
  members: ReadonlyMap<number, RosterEntry>,
  { seconds, tally }: { readonly seconds: number; readonly tally: Pick<RoundTally, "of"> },
): RoundResult {
  const players = bestFirst(members).map(({ name, playerId, bot, team, score, kills, deaths }) => {
    return { name, playerId, bot, team, score, kills, deaths, feats: tally.of(playerId) };
  });
  return { map, mode: modeOf(match), seconds, winner: match.winner, scores: [...match.scores], players };
}
