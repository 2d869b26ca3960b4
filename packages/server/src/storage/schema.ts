import type { ReportReason } from "@fray/shared-state/protocol/reports";

import type { AuditEntry } from "./audit-entry.ts";

/** Tables of the store. Times are in ms since 1970 UTC; booleans are 0 and 1, which both databases support. */
export interface Tables {
  players: PlayersTable;
  rounds: RoundsTable;
  results: ResultsTable;
  totals: TotalsTable;
  week: WeekTable;
  breakdown: BreakdownTable;
  progress: ProgressTable;
  deeds: DeedsTable;
  sanctions: SanctionsTable;
  reports: ReportsTable;
  audit: AuditTable;
}

/** People who have played a round to its end. */
interface PlayersTable {
  id: string;
  /** The name that the person had in their last round. */
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

/** The result of one player in a round. */
interface ResultsTable {
  round_id: string;
  /** Place on the scoreboard, from 1. */
  rank: number;
  /** Identity of the player; null for bots. */
  player_id: string | null;
  name: string;
  team: number;
  score: number;
  kills: number;
  deaths: number;
  won: number;
  /** End of the round, repeated here so that one index finds the best of a week. */
  ended_at: number;
}

/**
 * The sums of a player's results, so that the best players are found without adding up: over all rounds, also those
 * that are no longer kept, and over those of the last week.
 */
interface TotalsTable {
  player_id: string;
  rounds: number;
  wins: number;
  kills: number;
  deaths: number;
  score: number;
  week_rounds: number;
  week_wins: number;
  week_kills: number;
  week_deaths: number;
  week_score: number;
}

/** One row: results that ended before `since` are no longer part of the week's sums. */
interface WeekTable {
  id: number;
  since: number;
}

/** What a player's sums are split by. */
export type BreakdownKind = "mode" | "map" | "weapon";

/** The sums of a player's rounds in one mode or on one map, or of their kills and deaths by one weapon. */
interface BreakdownTable {
  player_id: string;
  kind: BreakdownKind;
  /** Name of the mode, map or weapon. */
  name: string;
  /** 0 for weapons, like the wins. */
  rounds: number;
  wins: number;
  kills: number;
  deaths: number;
}

/** Points of a player from deeds, see `levelOf`. */
interface ProgressTable {
  player_id: string;
  points: number;
  bot_points: number;
}

/** How often a player has done a deed against people. */
interface DeedsTable {
  player_id: string;
  deed: string;
  count: number;
}

/** Bans and mutes; see `Sanction`. */
interface SanctionsTable {
  id: string;
  kind: "ban" | "mute";
  by: "player" | "network";
  target: string;
  name: string;
  reason: string;
  author: string;
  created_at: number;
  /** 0 for no end. */
  ends_at: number;
}

/** Reports of people about others; see `Report`. */
interface ReportsTable {
  id: string;
  created_at: number;
  room_id: string;
  reporter_id: string;
  reporter_name: string;
  target_id: string;
  target_name: string;
  address: string;
  reason: ReportReason;
  text: string;
  /** Lines of chat, as JSON. */
  lines: string;
  /** What was done about it; "" while it is open. */
  outcome: string;
}

/** What administrators, moderators and owners of rooms have done; see `AuditEntry`. */
interface AuditTable {
  id: string;
  at: number;
  actor: string;
  role: AuditEntry["role"];
  actor_id: string;
  action: string;
  target: string;
  name: string;
  reason: string;
}
