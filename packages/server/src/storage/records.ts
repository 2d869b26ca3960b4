import type { Feats } from "../progress/feats.ts";

/** A finished round as it is stored. Times are in ms since 1970. */
export interface RoundRecord {
  /** A UUID. A round that is written again, because the confirmation was lost, is stored once. */
  readonly id: string;
  readonly map: string;
  readonly mode: string;
  /** Winning team; 0 for none. */
  readonly winner: number;
  readonly startedAt: number;
  readonly endedAt: number;
  /** The players of the round, best first. */
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
  /** What the person has done. It is stored in sums only, so a round that is read has none. */
  readonly feats?: Feats | undefined;
}

/** The sums over all rounds of a player, or over those of a period. */
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
