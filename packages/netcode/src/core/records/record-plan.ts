import { columnsOf, type Column } from "./columns.ts";
import { bytesOf, type Fields } from "./field.ts";
import { MAX_PAIR_BYTES, PAIR_BITS } from "./pair-coding.ts";

/**
 * How a group is sent: as its values, or as a pair. A pair is two quantized 16-bit fields, written as the difference
 * to the last ones if it is short.
 */
export type GroupCoding = "values" | "pair";
export type GroupCodings = Readonly<Record<string, GroupCoding>>;

/** Bits of a record's first byte, one per group. They are between the bits of the pair and those of its signs. */
const FIRST_GROUP_BIT = 2;
const MAX_GROUPS = 4;
/** Number of booleans in a byte. */
const FLAGS = 8;

/** The columns of an audience: first whole numbers and booleans, then the quantized fields with the pair in front. */
export interface AudienceColumns<Name extends string> {
  readonly whole: readonly Column<Name>[];
  readonly scaled: readonly Column<Name>[];
}

export interface RecordPlan<Name extends string> {
  readonly seen: AudienceColumns<Name>;
  readonly owned: AudienceColumns<Name>;
  readonly hasPair: boolean;
  /** The bits of each group in a record's first byte. */
  readonly groupBits: readonly number[];
  /** The bits of the group of each column that everyone sees. */
  readonly bitsByColumn: Uint8Array;
  /**
   * The columns of the booleans that each byte holds, from the lowest bit. These bytes follow the columns that
   * everyone sees.
   */
  readonly flagBytes: readonly (readonly number[])[];
  /**
   * Index and byte count of each number that is written, one after the other. The list is indexed by the bits of the
   * groups without the pair.
   */
  readonly programs: readonly Uint8Array[];
  readonly maxSeenBytes: number;
}

/**
 * Computes where each field of a declaration is in a record. Throws for a declaration that can't be sent as a record.
 */
export function planRecords<Name extends string>(fields: Fields<Name>, codings: GroupCodings): RecordPlan<Name> {
  const stray = columnsOf(fields, (field) => field.audience === "seen" && codings[field.group] === undefined);
  if (stray.length > 0) throw new Error(`${stray[0]?.name}: the layout has no such group`);
  const names = Object.keys(codings).toSorted((a, b) => Number(codings[b] === "pair") - Number(codings[a] === "pair"));
  const groups = names.map((name) => columnsOf(fields, (field) => field.audience === "seen" && field.group === name));
  const pairs = names.filter((name) => codings[name] === "pair").length;
  if (pairs > 1 || names.length - pairs > MAX_GROUPS)
    throw new Error(`a record holds at most one pair and ${MAX_GROUPS} groups`);
  if (pairs > 0 && !isPair(groups[0] ?? []))
    throw new Error(`${names[0]}: a pair must be two quantized fields of 16 bits`);

  const groupBits = groups.map((_, place) => (place < pairs ? PAIR_BITS : 1 << (FIRST_GROUP_BIT + place - pairs)));
  const seen = split(groups.flat());
  const columns = [...seen.whole, ...seen.scaled];
  const flagBytes: number[][] = [];
  const written = groups.slice(pairs).map((group) => {
    const [flags, values] = [group.filter(isFlag), group.filter((column) => !isFlag(column))];
    const bytes = Array.from({ length: Math.ceil(flags.length / FLAGS) }, (_, byte) => {
      const held = flags.slice(byte * FLAGS, (byte + 1) * FLAGS);
      return [columns.length - 1 + flagBytes.push(held.map((flag) => columns.indexOf(flag))), 1];
    });
    return [...bytes, ...values.map((column) => [columns.indexOf(column), bytesOf(column.type)])].flat();
  });
  const programs = Array.from({ length: 2 ** MAX_GROUPS }, (_, bits) =>
    Uint8Array.from(written.flatMap((numbers, group) => ((bits >> group) & 1 ? numbers : []))),
  );
  return {
    seen,
    owned: split(columnsOf(fields, ({ audience }) => audience === "owner")),
    hasPair: pairs > 0,
    groupBits,
    bitsByColumn: Uint8Array.from(
      columns,
      (column) => groupBits[groups.findIndex((group) => group.includes(column))] ?? 0,
    ),
    flagBytes,
    programs,
    maxSeenBytes: 1 + (pairs > 0 ? MAX_PAIR_BYTES : 0) + sum(written.flat().filter((_, index) => index % 2 === 1)),
  };
}

/** Index of the program that writes these groups. */
export const programOf = (bits: number): number => (bits >> FIRST_GROUP_BIT) & (2 ** MAX_GROUPS - 1);

const split = <Name extends string>(columns: readonly Column<Name>[]): AudienceColumns<Name> => ({
  whole: columns.filter(({ type }) => type.kind !== "quantized"),
  scaled: columns.filter(({ type }) => type.kind === "quantized"),
});

const isFlag = ({ type }: Column<string>): boolean => type.kind === "boolean";

const isPair = (columns: readonly Column<string>[]): boolean =>
  columns.length === 2 && columns.every(({ type }) => type.kind === "quantized" && bytesOf(type) === 2);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
