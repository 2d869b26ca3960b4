/** Tables of the store. Times are ms since 1970 UTC; booleans are 0 and 1, which both kinds of database have. */
export interface Tables {
  players: PlayersTable;
  rounds: RoundsTable;
  results: ResultsTable;
}

/** People that have played a round to its end. */
interface PlayersTable {
  id: string;
  /** As they last played. */
  name: string;
  first_seen: number;
  last_seen: number;
}

interface RoundsTable {
  id: string;
  map: string;
  mode: string;
  /** Winning team; 0 for none. */
  winner: number;
  started_at: number;
  ended_at: number;
}

/** What somebody did in a round. */
interface ResultsTable {
  round_id: string;
  /** Place on the scoreboard, from 1. */
  rank: number;
  /** Null for bots. */
  player_id: string | null;
  name: string;
  team: number;
  score: number;
  kills: number;
  deaths: number;
  won: number;
  /** That of the round, so that a week's best are found by one index. */
  ended_at: number;
}
