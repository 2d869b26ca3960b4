import { namesOf } from "@fray/netcode/core";

/** Rows of a list by their names, each with its exact row type. */
export type ByName<Row extends Named> = { readonly [Name in Row["name"]]: Extract<Row, { readonly name: Name }> };

interface Named {
  readonly name: string;
}

/** Builds a table from a list. Its type has exactly the names of the list, so no row can be missing. */
export const byName = <Row extends Named>(rows: readonly Row[]): ByName<Row> =>
  Object.fromEntries(rows.map((row) => [row.name, row])) as ByName<Row>;

/**
 * Builds a table with a value for each name. Its type has exactly the names of the list, so no value can be missing.
 */
export const tableOf = <Name extends string, Value>(
  names: readonly Name[],
  valueOf: (name: Name) => Value,
): Readonly<Record<Name, Value>> =>
  Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Readonly<Record<Name, Value>>;

/** The entries of a table, in their order. */
export const entriesOf = <Table extends object>(table: Table): [keyof Table & string, Table[keyof Table & string]][] =>
  namesOf(table).map((name) => [name, table[name]]);

/**
 * Builds a table from entries. Its type has exactly their names: a table that lacks a name does not fit a type that
 * requires it.
 */
export const tableFrom = <Name extends string, Value>(
  entries: readonly (readonly [Name, Value])[],
): Readonly<Record<Name, Value>> => Object.fromEntries(entries) as Readonly<Record<Name, Value>>;
