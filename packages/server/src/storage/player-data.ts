import type { Kysely, Transaction } from "kysely";

import { reportOf } from "./moderation-queries.ts";
import { totalsOf } from "./player-totals.ts";
import { statisticsOf } from "./progress.ts";
import { parseLines } from "./report-lines.ts";
import type { Tables } from "./schema.ts";

/** What stands for a person whose data was deleted. */
export const DELETED_NAME = "Deleted player";

/** Whom to delete, and how much. */
export interface Deletion {
  /** Identity. */
  readonly playerId: string;
  /** The `person` number of that identity. */
  readonly person: number;
  /**
   * Keeps reports about the person that are still open, as when they delete their data themselves: otherwise whoever
   * was reported could remove the evidence.
   */
  readonly keepsOpenReports: boolean;
}

/** Returns everything that is stored about a player, as JSON. Reports about them don't name who wrote them. */
async function exportPlayer(db: Kysely<Tables>, playerId: string): Promise<object> {
  const player = await db.selectFrom("players").selectAll().where("id", "=", playerId).executeTakeFirst();
  const results = await db
    .selectFrom("results")
    .innerJoin("rounds", "rounds.id", "results.round_id")
    .select(["rounds.id", "map", "mode", "name", "team", "score", "kills", "deaths", "won", "results.ended_at"])
    .where("player_id", "=", playerId)
    .orderBy("results.ended_at")
    .execute();
  const about = await db.selectFrom("reports").selectAll().where("target_id", "=", playerId).execute();
  const written = await db.selectFrom("reports").selectAll().where("reporter_id", "=", playerId).execute();
  return {
    player: player ?? { id: playerId },
    totals: (await totalsOf(db, playerId)) ?? null,
    statistics: await statisticsOf(db, playerId),
    results,
    sanctions: await db.selectFrom("sanctions").selectAll().where("target", "=", playerId).execute(),
    reportsAbout: about.map(({ created_at: at, reason, outcome, address }) => ({ at, reason, outcome, address })),
    reportsWritten: written.map((row) => {
      const { createdAt: at, target, reason, text, outcome } = reportOf(row);
      return { at, about: target.name, reason, text, outcome };
    }),
    ownerActions: await db.selectFrom("audit").select(["at", "action"]).where("actor_id", "=", playerId).execute(),
    concernedBy: await db.selectFrom("audit").select(["at", "action"]).where("target", "=", playerId).execute(),
  };
}

/**
 * Deletes everything that is stored about a player. Results stay in their rounds without name and identity, because
 * they belong to others too. Bans and mutes stay until their end without the name.
 */
async function deletePlayer(db: Kysely<Tables>, { playerId, person, keepsOpenReports }: Deletion): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable("results")
      .set({ player_id: null, name: DELETED_NAME })
      .where("player_id", "=", playerId)
      .execute();
    for (const table of ["breakdown", "deeds", "progress"] as const)
      await transaction.deleteFrom(table).where("player_id", "=", playerId).execute();
    await transaction.deleteFrom("totals").where("player_id", "=", playerId).execute();
    await transaction.deleteFrom("players").where("id", "=", playerId).execute();
    await transaction.updateTable("sanctions").set({ name: "" }).where("target", "=", playerId).execute();
    await transaction.updateTable("audit").set({ name: "" }).where("target", "=", playerId).execute();
    await transaction.updateTable("audit").set({ actor: DELETED_NAME }).where("actor_id", "=", playerId).execute();
    await transaction.updateTable("audit").set({ actor_id: "" }).where("actor_id", "=", playerId).execute();
    await transaction.deleteFrom("reports").where("reporter_id", "=", playerId).execute();
    const about = transaction.deleteFrom("reports").where("target_id", "=", playerId);
    await (keepsOpenReports ? about.where("outcome", "<>", "") : about).execute();
    await deleteLines(transaction, person, keepsOpenReports ? playerId : "");
  });
}

/** Removes what a person has said from all reports except those about `spared`. */
async function deleteLines(transaction: Transaction<Tables>, person: number, spared: string): Promise<void> {
  const rows = await transaction
    .selectFrom("reports")
    .select(["id", "lines"])
    .where("lines", "like", `%"person":${person},%`)
    .where("target_id", "<>", spared)
    .execute();
  for (const { id, lines } of rows) {
    const rest = parseLines(lines).filter((line) => line.person !== person);
    await transaction
      .updateTable("reports")
      .set({ lines: JSON.stringify(rest) })
      .where("id", "=", id)
      .execute();
  }
}

export const PLAYER_QUERIES = { exportPlayer, deletePlayer } as const;
