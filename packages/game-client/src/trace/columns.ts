import {
  type ByteReader,
  type ByteWriter,
  type FieldType,
  fromSteps,
  scaleOf,
  toSteps,
  toWrappedSteps,
} from "@fray/netcode/core";
import { ANGLE, AXIS } from "@fray/shared-state/quantized";
import { BODY_FIELDS } from "@fray/shared-state/schema/body-fields";

import { TRACE_COLUMNS, TRACED_FIELDS, type TracePart } from "./own-trace.ts";

/** More rows than any trace has: a minute at 240 ticks per second. */
const MOST_ROWS = 20_000;
const VARINT_BYTES = 5;

/** Maps the values of a column to whole numbers, and back. */
interface Column {
  readonly toWhole: (value: number) => number;
  readonly fromWhole: (whole: number) => number;
}

/** Numbers with a precision, such as times in tenths of a ms. */
const rounded = (perUnit: number): Column => ({
  toWhole: (value) => Math.round(value * perUnit),
  fromWhole: (whole) => whole / perUnit,
});

/** Values of a field are stored as they are sent, so that equal values stay equal. */
function asSent(type: FieldType): Column {
  if (type.kind !== "quantized") return rounded(1);
  const { min, extent, span } = scaleOf(type.range);
  const steps = type.range.wraps ? toWrappedSteps : toSteps;
  return {
    toWhole: (value) => steps(value, min, extent, span),
    fromWhole: (whole) => fromSteps(whole, min, extent, span),
  };
}

const AXIS_COLUMN = asSent({ kind: "quantized", range: AXIS });
const COLUMNS: Readonly<Record<string, Column>> = {
  at: rounded(10),
  shownAt: rounded(10),
  moveX: AXIS_COLUMN,
  moveY: AXIS_COLUMN,
  aim: asSent({ kind: "quantized", range: ANGLE }),
};
const FRAME_PLACE = rounded(1000);
const BODY_COLUMNS = TRACED_FIELDS.map((name) => asSent(BODY_FIELDS[name].type));

const columnsOf = (part: TracePart): readonly Column[] => [
  ...TRACE_COLUMNS[part].map((name) => (name === "x" || name === "y" ? FRAME_PLACE : (COLUMNS[name] ?? rounded(1)))),
  ...(part === "frames" ? [] : BODY_COLUMNS),
];

/** Writes rows column by column, each value as the difference from the one before: they compress well. */
export function writeRows(writer: ByteWriter, part: TracePart, rows: readonly (readonly number[])[]): void {
  writer.reserve(VARINT_BYTES);
  writer.varint(rows.length);
  for (const [place, { toWhole }] of columnsOf(part).entries()) {
    writer.reserve(rows.length * VARINT_BYTES);
    let last = 0;
    for (const row of rows) {
      const whole = toWhole(row[place] ?? 0);
      const difference = whole - last;
      // 0, -1, 1, -2 become 0, 1, 2, 3.
      writer.varint(difference < 0 ? -2 * difference - 1 : 2 * difference);
      last = whole;
    }
  }
}

/** Reads what `writeRows` wrote. Throws a `FrameError` or a `RangeError` for other bytes. */
export function readRows(reader: ByteReader, part: TracePart): number[][] {
  const count = reader.varint();
  if (count > MOST_ROWS) throw new RangeError("a trace has too many rows");
  const rows = Array.from({ length: count }, (): number[] => []);
  for (const { fromWhole } of columnsOf(part)) {
    let whole = 0;
    for (const row of rows) {
      const coded = reader.varint();
      whole += coded % 2 === 1 ? -(coded + 1) / 2 : coded / 2;
      row.push(fromWhole(whole));
    }
  }
  return rows;
}
