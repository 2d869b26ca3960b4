/** A round that is over, as it is kept. Times in ms since 1970. */
export interface RoundRecord {
  /** A UUID: a round that is written twice, because nobody heard that it was, is there once. */
  readonly id: string;
  readonly map: string;
  readonly mode: string;
  /** Winning team; 0 for none. */
  readonly winner: number;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Best first. */
  readonly players: readonly PlayerRecord[];
}

export interface PlayerRecord {
  /** Identity; undefined for bots. */
  readonly playerId?: string | undefined;
  readonly name: string;
  readonly team: number;
  readonly score: number;
  readonly kills: number;
  readonly deaths: number;
  readonly won: boolean;
}

/** What somebody has done in all their rounds, or in those of a time. */
export interface Totals {
  readonly id: string;
  readonly name: string;
  readonly rounds: number;
  readonly wins: number;
  readonly kills: number;
  readonly deaths: number;
  readonly score: number;
}

export type Period = "all" | "week";
