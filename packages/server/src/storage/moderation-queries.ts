import type { Kysely } from "kysely";

import type { AuditEntry } from "./audit-entry.ts";
import { parseLines } from "./report-lines.ts";
import type { Report } from "./report.ts";
import type { Sanction } from "./sanction.ts";
import type { Tables } from "./schema.ts";

type Db = Kysely<Tables>;

/** Returns all sanctions that have not ended at `now`, in ms since 1970. Deletes the others. */
async function sanctions(db: Db, now: number): Promise<Sanction[]> {
  await db.deleteFrom("sanctions").where("ends_at", ">", 0).where("ends_at", "<=", now).execute();
  const rows = await db.selectFrom("sanctions").selectAll().orderBy("created_at").execute();
  return rows.map(({ id, kind, by, target, name, reason, author, created_at: createdAt, ends_at: endsAt }) => ({
    id,
    kind,
    by,
    target,
    name,
    reason,
    author,
    createdAt,
    endsAt,
  }));
}

/** Stores a sanction. One that is there already stays as it is. */
async function impose(db: Db, { createdAt, endsAt, ...rest }: Sanction): Promise<void> {
  await db
    .insertInto("sanctions")
    .values({ ...rest, created_at: createdAt, ends_at: endsAt })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
}

async function lift(db: Db, id: string): Promise<void> {
  await db.deleteFrom("sanctions").where("id", "=", id).execute();
}

async function report(db: Db, { createdAt, roomId, reporter, target, lines, ...rest }: Report): Promise<void> {
  await db
    .insertInto("reports")
    .values({
      ...rest,
      created_at: createdAt,
      room_id: roomId,
      reporter_id: reporter.playerId,
      reporter_name: reporter.name,
      target_id: target.playerId,
      target_name: target.name,
      lines: JSON.stringify(lines),
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
}

/** Returns the reports that nobody has dealt with, newest first. */
async function openReports(db: Db, limit: number): Promise<Report[]> {
  const rows = await db
    .selectFrom("reports")
    .selectAll()
    .where("outcome", "=", "")
    .orderBy("created_at", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => reportOf(row));
}

/** Returns a report that is still open; undefined for another. */
async function openReport(db: Db, id: string): Promise<Report | undefined> {
  const row = await db
    .selectFrom("reports")
    .selectAll()
    .where("id", "=", id)
    .where("outcome", "=", "")
    .executeTakeFirst();
  return row && reportOf(row);
}

/** Closes a report. Returns false when it is not there or somebody else has closed it. */
async function settle(db: Db, id: string, outcome: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("reports")
    .set({ outcome })
    .where("id", "=", id)
    .where("outcome", "=", "")
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

async function note(db: Db, { actorId, ...rest }: AuditEntry): Promise<void> {
  await db
    .insertInto("audit")
    .values({ ...rest, actor_id: actorId })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
}

/** Returns the latest entries, newest first. */
async function audit(db: Db, limit: number): Promise<AuditEntry[]> {
  const rows = await db
    .selectFrom("audit")
    .selectAll()
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ id, at, actor, role, actor_id: actorId, action, target, name, reason }) => ({
    id,
    at,
    actor,
    role,
    actorId,
    action,
    target,
    name,
    reason,
  }));
}

/** Deletes reports and entries of the audit log from before `before`, in ms since 1970. */
async function forgetModeration(db: Db, before: number): Promise<void> {
  await db.deleteFrom("reports").where("created_at", "<", before).execute();
  await db.deleteFrom("audit").where("at", "<", before).execute();
}

/** Converts a row of the table. */
export const reportOf = (row: Tables["reports"]): Report => ({
  id: row.id,
  createdAt: row.created_at,
  roomId: row.room_id,
  reporter: { playerId: row.reporter_id, name: row.reporter_name },
  target: { playerId: row.target_id, name: row.target_name },
  address: row.address,
  reason: row.reason,
  text: row.text,
  lines: parseLines(row.lines),
  outcome: row.outcome,
});

/** What can be asked of the tables about order among people. */
export const MODERATION_QUERIES = {
  sanctions,
  impose,
  lift,
  report,
  openReports,
  openReport,
  settle,
  note,
  audit,
  forgetModeration,
} as const;
