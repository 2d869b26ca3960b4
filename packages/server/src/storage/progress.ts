import { WEAPONS } from "@fray/shared-state/rules";
import { DEEDS } from "@fray/shared-state/simulation/deed";
import { sql, type Kysely, type Transaction } from "kysely";

import type { PlayerRecord, RoundRecord } from "./records.ts";
import type { BreakdownKind, Tables } from "./schema.ts";

/** The sums of one mode, map or weapon. */
export interface Share {
  readonly kind: BreakdownKind;
  readonly name: string;
  readonly rounds: number;
  readonly wins: number;
  readonly kills: number;
  readonly deaths: number;
}

/** A player's points and deeds, from which level and titles follow. */
export interface Progress {
  readonly points: number;
  readonly botPoints: number;
  /** Counts by name of the deed. */
  readonly deeds: Readonly<Record<string, number>>;
}

/** A player's own statistics. */
export interface OwnStatistics extends Progress {
  readonly shares: readonly Share[];
}

const SHARES = ["rounds", "wins", "kills", "deaths"] as const;
const added = (table: string, column: string) =>
  sql<number>`${sql.ref(`${table}.${column}`)} + ${sql.ref(`excluded.${column}`)}`;

/** Adds what a person has done in a round to their sums. */
export async function addProgress(
  transaction: Transaction<Tables>,
  player: PlayerRecord,
  { mode, map }: Pick<RoundRecord, "mode" | "map">,
): Promise<void> {
  const { playerId: player_id = "", won, kills, deaths, feats } = player;
  const whole = { rounds: 1, wins: won ? 1 : 0, kills, deaths };
  const weapons = WEAPONS.flatMap((name, code) => {
    const [shot, lost] = [feats?.kills[code] ?? 0, feats?.deaths[code] ?? 0];
    const share = { kind: "weapon" as const, name, rounds: 0, wins: 0, kills: shot, deaths: lost };
    return shot + lost > 0 ? [share] : [];
  });
  const shares: Share[] = [{ kind: "mode", name: mode, ...whole }, { kind: "map", name: map, ...whole }, ...weapons];
  await transaction
    .insertInto("breakdown")
    .values(shares.map((share) => Object.assign(share, { player_id })))
    .onConflict((conflict) =>
      conflict
        .columns(["player_id", "kind", "name"])
        .doUpdateSet(Object.fromEntries(SHARES.map((column) => [column, added("breakdown", column)]))),
    )
    .execute();
  if (!feats) return;
  await transaction
    .insertInto("progress")
    .values({ player_id, points: feats.points, bot_points: feats.botPoints })
    .onConflict((conflict) =>
      conflict
        .column("player_id")
        .doUpdateSet({ points: added("progress", "points"), bot_points: added("progress", "bot_points") }),
    )
    .execute();
  const deeds = DEEDS.flatMap((deed, code) => ({ player_id, deed, count: feats.deeds[code] ?? 0 })).filter(
    ({ count }) => count > 0,
  );
  if (deeds.length === 0) return;
  await transaction
    .insertInto("deeds")
    .values(deeds)
    .onConflict((conflict) => conflict.columns(["player_id", "deed"]).doUpdateSet({ count: added("deeds", "count") }))
    .execute();
}

/** Returns a player's points and deeds; zeros for an unknown player. */
async function progressOf(db: Kysely<Tables>, playerId: string): Promise<Progress> {
  const row = await db.selectFrom("progress").selectAll().where("player_id", "=", playerId).executeTakeFirst();
  const deeds = await db.selectFrom("deeds").select(["deed", "count"]).where("player_id", "=", playerId).execute();
  return {
    points: row?.points ?? 0,
    botPoints: row?.bot_points ?? 0,
    deeds: Object.fromEntries(deeds.map(({ deed, count }) => [deed, count])),
  };
}

/** Returns a player's points, deeds and sums by mode, map and weapon, those with the most kills first. */
export async function statisticsOf(db: Kysely<Tables>, playerId: string): Promise<OwnStatistics> {
  const shares = await db
    .selectFrom("breakdown")
    .select(["kind", "name", ...SHARES])
    .where("player_id", "=", playerId)
    .orderBy("kind")
    .orderBy("kills", "desc")
    .orderBy("name")
    .execute();
  return { ...(await progressOf(db, playerId)), shares };
}

export const PROGRESS_QUERIES = { progressOf, statisticsOf } as const;
