import { columnsOf, type Column } from "./columns.ts";
import { bytesOf, type Fields } from "./field.ts";
import { MAX_PAIR_BYTES, PAIR_BITS } from "./pair-coding.ts";

/** How a group is sent: its values, or its two fields of 16 bits as a step from the last ones where that is short. */
export type GroupCoding = "values" | "pair";
export type GroupCodings = Readonly<Record<string, GroupCoding>>;

/** Bits of a record's first byte between those of the pair and those of its signs: a group each. */
const FIRST_GROUP_BIT = 2;
const MAX_GROUPS = 4;
/** Eight booleans are a byte. */
const FLAGS = 8;

export interface RecordPlan<Name extends string> {
  /** Those that everybody sees, group by group: first the pair. After them those of the owner. */
  readonly columns: readonly Column<Name>[];
  /** The columns that everybody sees. */
  readonly seen: number;
  readonly hasPair: boolean;
  /** By group, its bits in a record's first byte. */
  readonly groupBits: readonly number[];
  /** By column that everybody sees, the bits of its group. */
  readonly bitsByColumn: Uint8Array;
  /** By column of a boolean, the byte that holds it among the numbers that are sent, and its bit; 0 for other columns. */
  readonly flagBytes: Uint8Array;
  readonly flagBits: Uint8Array;
  /** How many numbers are sent: one for each column, and the bytes of booleans. */
  readonly numbers: number;
  /** By the bits of groups but the pair: the place of each number that is written, and its bytes, one after the other. */
  readonly programs: readonly Uint8Array[];
  readonly maxSeenBytes: number;
}

/** Where each field of a declaration goes in a record. Throws for a declaration that can't be sent as one. */
export function planRecords<Name extends string>(fields: Fields<Name>, codings: GroupCodings): RecordPlan<Name> {
  const names = Object.keys(codings).toSorted((a, b) => Number(codings[b] === "pair") - Number(codings[a] === "pair"));
  const pairs = names.filter((name) => codings[name] === "pair").length;
  if (pairs > 1 || names.length - pairs > MAX_GROUPS) throw new Error(`a record holds a pair and ${MAX_GROUPS} groups`);
  const stray = columnsOf(fields, (field) => field.audience === "seen" && codings[field.group] === undefined);
  if (stray.length > 0) throw new Error(`${stray[0]?.name}: there is no such group`);

  const groups = names.map((name) => columnsOf(fields, (field) => field.audience === "seen" && field.group === name));
  const columns = [...groups.flat(), ...columnsOf(fields, ({ audience }) => audience === "owner")];
  const seen = groups.flat().length;
  const groupBits = groups.map((_, place) => (place < pairs ? PAIR_BITS : 1 << (FIRST_GROUP_BIT + place - pairs)));
  const flagBytes = new Uint8Array(columns.length);
  const flagBits = new Uint8Array(columns.length);
  let numbers = columns.length;
  const written = groups.map((group, place): number[] => {
    if (place < pairs && !isPairOf16Bits(group))
      throw new Error(`group ${names[place]}: a pair is two fields of 16 bits`);
    if (place < pairs) return [];
    const flags = group.filter(({ type }) => type.kind === "boolean");
    for (const [index, flag] of flags.entries()) {
      const column = columns.indexOf(flag);
      flagBytes[column] = numbers + Math.floor(index / FLAGS);
      flagBits[column] = 1 << (index % FLAGS);
    }
    const firstByte = numbers;
    numbers += Math.ceil(flags.length / FLAGS);
    const values = group.filter(({ type }) => type.kind !== "boolean");
    return [
      ...Array.from({ length: numbers - firstByte }, (_, byte) => [firstByte + byte, 1]),
      ...values.map((column) => [columns.indexOf(column), bytesOf(column.type)]),
    ].flat();
  });
  const programs = Array.from({ length: 2 ** MAX_GROUPS }, (_, bits) =>
    Uint8Array.from(written.slice(pairs).flatMap((numbersOf, group) => ((bits >> group) & 1 ? numbersOf : []))),
  );
  return {
    columns,
    seen,
    hasPair: pairs > 0,
    groupBits,
    bitsByColumn: Uint8Array.from(groups.flatMap((group, place) => group.map(() => groupBits[place] ?? 0))),
    flagBytes,
    flagBits,
    numbers,
    programs,
    maxSeenBytes: 1 + (pairs > 0 ? MAX_PAIR_BYTES : 0) + bytesIn(programs.at(-1) ?? new Uint8Array()),
  };
}

/** The program of some groups. */
export const programOf = (bits: number): number => (bits >> FIRST_GROUP_BIT) & (2 ** MAX_GROUPS - 1);

const bytesIn = (program: Uint8Array): number =>
  program.reduce((total, number, index) => total + (index % 2 === 1 ? number : 0), 0);

const isPairOf16Bits = (columns: readonly Column<string>[]): boolean =>
  columns.length === 2 && columns.every(({ type }) => type.kind !== "boolean" && bytesOf(type) === 2);
