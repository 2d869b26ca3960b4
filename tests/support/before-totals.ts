/** Statements that make a database one from before there were totals. A later migration adds its tables here. */
export const BEFORE_TOTALS: readonly string[] = [
  ...["breakdown", "progress", "deeds", "totals", "week", "sanctions", "reports", "audit"].map(
    (table) => `drop table ${table}`,
  ),
  "delete from kysely_migration where name > '002'",
];
