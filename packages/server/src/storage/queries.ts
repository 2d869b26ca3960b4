import type { Kysely } from "kysely";

import { MODERATION_QUERIES } from "./moderation-queries.ts";
import { PLAYER_QUERIES } from "./player-data.ts";
import { PROGRESS_QUERIES } from "./progress.ts";
import type { Tables } from "./schema.ts";

/** The queries that need nothing of a store but its database. */
export const QUERIES = { ...MODERATION_QUERIES, ...PLAYER_QUERIES, ...PROGRESS_QUERIES } as const;

type Queries = typeof QUERIES;
/** A query that can be sent to another thread: its name and what it is asked with. */
export type Query = { [Name in keyof Queries]: readonly [Name, ...Input<Name>] }[keyof Queries];
type Input<Name extends keyof Queries> = Queries[Name] extends (db: Kysely<Tables>, ...input: infer Rest) => unknown
  ? Rest
  : never;

type Output<Name extends keyof Queries> = Queries[Name] extends (...input: never[]) => Promise<infer Result>
  ? Result
  : never;

/** Asks a store. Throws the database's error. */
export type Ask = <Name extends keyof Queries>(name: Name, ...input: Input<Name>) => Promise<Output<Name>>;

/** Creates what asks a database, from what answers a query of any name. */
export const askBy =
  (answerQuery: (query: Query) => Promise<unknown>): Ask =>
  async <Name extends keyof Queries>(name: Name, ...input: Input<Name>) =>
    (await answerQuery([name, ...input] as unknown as Query)) as Output<Name>;

/** Answers a query. Throws the database's error. */
export function answer(db: Kysely<Tables>, [name, ...input]: Query): Promise<unknown> {
  const query = QUERIES[name] as (db: Kysely<Tables>, ...input: readonly unknown[]) => Promise<unknown>;
  return query(db, ...input);
}
