import { type Mode, modeOf } from "@fray/shared-state/match/modes";
import { bestFirst } from "@fray/shared-state/match/teams";
import type { ArenaState } from "@fray/shared-state/schema/arena-state";
import type { RosterEntry } from "@fray/shared-state/schema/roster-entry";

/** How a round ended: what is kept of it. */
export interface RoundResult {
  readonly map: string;
  readonly mode: Mode;
  /** Time in s that it counted. */
  readonly seconds: number;
  /** The winning team; 0 for a draw, and without teams. */
  readonly winner: number;
  /** Of team 1 and team 2. */
  readonly scores: readonly number[];
  /** Those who fought to the end, best first. */
  readonly players: readonly PlayerResult[];
}

export type PlayerResult = Readonly<
  Pick<RosterEntry, "name" | "playerId" | "bot" | "team" | "score" | "kills" | "deaths">
>;

/** The result of a round that is over; `members` are the roster by id. */
export function resultOf(
  { map, match }: ArenaState,
  members: ReadonlyMap<number, RosterEntry>,
  seconds: number,
): RoundResult {
  const players = bestFirst(members).map(({ name, playerId, bot, team, score, kills, deaths }) => {
    return { name, playerId, bot, team, score, kills, deaths };
  });
  return { map, mode: modeOf(match), seconds, winner: match.winner, scores: [...match.scores], players };
}
