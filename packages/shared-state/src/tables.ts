/** The names of a table's entries, in their order. */
export const namesOf = <Table extends object>(table: Table): (keyof Table & string)[] =>
  Object.keys(table) as (keyof Table & string)[];

/** The entries of a table, in their order. */
export const entriesOf = <Table extends object>(table: Table): [keyof Table & string, Table[keyof Table & string]][] =>
  namesOf(table).map((name) => [name, table[name]]);

/** A table of these entries. Its type has their names alone: where one is missing, it doesn't fit a type that asks for it. */
export const tableOf = <Name extends string, Value>(
  entries: readonly (readonly [Name, Value])[],
): Record<Name, Value> => Object.fromEntries(entries) as Record<Name, Value>;
