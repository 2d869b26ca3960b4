import type { ByteReader } from "../sync/byte-reader.ts";
import type { ByteWriter } from "../sync/byte-writer.ts";
import { Conversions } from "./columns.ts";
import type { Fields } from "./field.ts";
import { PAIR_BITS, readPair, writePair } from "./pair-coding.ts";
import { compileRead, compileWrite, rowLength, type Columns, type ReadRow, type WriteRow } from "./property-access.ts";
import { planRecords, programOf, type GroupCodings, type RecordPlan } from "./record-plan.ts";

/** A body as it was when it was packed last, as numbers: one for each field that is sent. */
export interface Row {
  /** As the body has them. */
  readonly values: Float64Array;
  /** Those that everybody sees, as they were at the last update. */
  readonly known: Float64Array;
  /** The whole numbers that are sent of those. */
  readonly steps: Float64Array;
  /** How far the last update has moved the pair. */
  firstStep: number;
  secondStep: number;
}

/**
 * How bodies with these fields are written as records, and read. There are two kinds of records: of what everybody sees of a
 * body, in groups, each of which may be left out; and of what its owner alone is sent, field by field. A process makes one
 * layout and keeps it, see `property-access.ts`.
 */
export class RecordLayout<Name extends string> {
  /** By group, its bits in a set of groups. */
  readonly groupBits: readonly number[];
  readonly allGroups: number;
  /** The longest records there are, in bytes. */
  readonly maxSeenBytes: number;
  readonly maxOwnerBytes: number;
  readonly #plan: RecordPlan<Name>;
  readonly #conversions: Conversions;
  readonly #width: number;
  readonly #ownerMaskBytes: number;
  readonly #read: ReadRow<Name>;
  readonly #write: WriteRow<Name>;
  /** What is read of a record, until all of it has been read. */
  readonly #news: Float64Array;
  readonly #isNews: Columns = { first: 0, others: new Set() };

  /** `codings` are the groups of what everybody sees. Throws where the fields can't be sent as records. */
  constructor(fields: Fields<Name>, codings: GroupCodings) {
    const plan = planRecords(fields, codings);
    const names = plan.columns.map(({ name }) => name);
    const types = plan.columns.map(({ type }) => type);
    this.#plan = plan;
    this.groupBits = plan.groupBits;
    this.allGroups = plan.groupBits.reduce((all, bits) => all | bits, 0);
    this.#conversions = new Conversions(types);
    this.#width = names.length;
    this.#ownerMaskBytes = (names.length - plan.seen + 7) >> 3;
    this.maxSeenBytes = plan.maxSeenBytes;
    const { bytes } = this.#conversions;
    this.maxOwnerBytes = bytes.subarray(plan.seen).reduce((total, count) => total + count, this.#ownerMaskBytes);
    this.#read = compileRead(names);
    this.#write = compileWrite(
      names,
      types.map(({ kind }) => kind === "boolean"),
    );
    this.#news = new Float64Array(rowLength(names.length));
  }

  createRow(): Row {
    const { seen, numbers } = this.#plan;
    return {
      values: new Float64Array(rowLength(this.#width)),
      known: new Float64Array(seen).fill(Number.NaN),
      steps: new Float64Array(numbers),
      firstStep: 0,
      secondStep: 0,
    };
  }

  /** What an owner has been sent, to begin with: nothing. */
  createSent(): Float64Array {
    return new Float64Array(this.#width).fill(Number.NaN);
  }

  /** Takes in a body as it is now. Returns the groups that have changed, as bits. */
  update(row: Row, body: Readonly<Record<Name, number | boolean>>): number {
    const { values, known, steps } = row;
    const { seen, bitsByColumn } = this.#plan;
    this.#read(body, values);
    const first = steps[0] ?? 0;
    const second = steps[1] ?? 0;
    let changed = 0;
    for (let column = 0; column < seen; column++) {
      const value = values[column] ?? 0;
      if (value === known[column]) continue;
      known[column] = value;
      if (this.#takeStep(steps, column, value)) changed |= bitsByColumn[column] ?? 0;
    }
    row.firstStep = (steps[0] ?? 0) - first;
    row.secondStep = (steps[1] ?? 0) - second;
    return changed;
  }

  /** Writes groups of a row for a reader who has all of it but its last update. Reserve `maxSeenBytes`. */
  writeUpdate(writer: ByteWriter, row: Row, groups: number): void {
    this.#writeRecord(writer, row.steps, groups, row.firstStep, row.secondStep);
  }

  /** Writes groups of a row for a reader who may have any state of it, or none. Reserve `maxSeenBytes`. */
  writeSeen(writer: ByteWriter, row: Row, groups: number): void {
    this.#writeRecord(writer, row.steps, groups, Infinity, Infinity);
  }

  /** Reads a record of what everybody sees into the body, onto the steps of the last record. */
  readSeen(reader: ByteReader, { steps }: Row, body: Record<Name, number | boolean>): void {
    const { hasPair, programs } = this.#plan;
    const head = reader.uint8();
    this.#forgetNews();
    if (hasPair && (head & PAIR_BITS) !== 0) {
      readPair(reader, head, steps);
      this.#note(0, steps[0] ?? 0);
      this.#note(1, steps[1] ?? 0);
    }
    const program = programs[programOf(head)] ?? NOTHING;
    for (let at = 0; at < program.length; at += 2) {
      const place = program[at] ?? 0;
      const number = readNumber(reader, program[at + 1] ?? 0);
      if (place < this.#width) this.#note(place, number);
      else this.#noteFlags(place, number);
    }
    this.#write(body, this.#news, this.#isNews);
  }

  /**
   * Writes those fields of the owner that differ from what was sent, and notes them there. Writes nothing and returns false
   * if none does. Reserve `maxOwnerBytes`.
   */
  writeOwner(writer: ByteWriter, { values }: Row, sent: Float64Array): boolean {
    const { seen } = this.#plan;
    const start = writer.skip(this.#ownerMaskBytes);
    const end = writer.length;
    for (let column = seen; column < this.#width; column++) {
      const step = this.#conversions.toSteps(column, values[column] ?? 0);
      if (step === sent[column]) continue;
      sent[column] = step;
      const byte = start + ((column - seen) >> 3);
      writer.bytes[byte] = (writer.bytes[byte] ?? 0) | (1 << ((column - seen) & 7));
      writeNumber(writer, this.#conversions.bytes[column] ?? 0, step);
    }
    if (writer.length > end) return true;
    writer.length = start;
    return false;
  }

  /** Reads such a record into the owner's body. */
  readOwner(reader: ByteReader, body: Record<Name, number | boolean>): void {
    const { seen } = this.#plan;
    const mask = reader.take(this.#ownerMaskBytes);
    this.#forgetNews();
    for (let column = seen; column < this.#width; column++) {
      const isSent = ((mask[(column - seen) >> 3] ?? 0) >> ((column - seen) & 7)) & 1;
      if (isSent) this.#note(column, readNumber(reader, this.#conversions.bytes[column] ?? 0));
    }
    this.#write(body, this.#news, this.#isNews);
  }

  /** Whether a value that everybody sees is another one on the wire as well. */
  #takeStep(steps: Float64Array, column: number, value: number): boolean {
    const step = this.#conversions.toSteps(column, value);
    const before = steps[column] ?? 0;
    if (step === before) return false;
    steps[column] = step;
    const flagByte = this.#plan.flagBytes[column] ?? 0;
    if (flagByte > 0) steps[flagByte] = (steps[flagByte] ?? 0) + (step - before) * (this.#plan.flagBits[column] ?? 0);
    return true;
  }

  #writeRecord(writer: ByteWriter, steps: Float64Array, groups: number, firstStep: number, secondStep: number): void {
    const { hasPair, programs } = this.#plan;
    const head = groups & ~PAIR_BITS;
    if (hasPair && (groups & PAIR_BITS) !== 0) writePair(writer, head, steps, firstStep, secondStep);
    else writer.uint8(head);
    const program = programs[programOf(groups)] ?? NOTHING;
    for (let at = 0; at < program.length; at += 2) {
      writeNumber(writer, program[at + 1] ?? 0, steps[program[at] ?? 0] ?? 0);
    }
  }

  #forgetNews(): void {
    this.#isNews.first = 0;
    this.#isNews.others.clear();
  }

  #note(column: number, steps: number): void {
    this.#news[column] = this.#conversions.fromSteps(column, steps);
    if (column < 32) this.#isNews.first |= 1 << column;
    else this.#isNews.others.add(column);
  }

  #noteFlags(place: number, byte: number): void {
    const { seen, flagBytes, flagBits } = this.#plan;
    for (let column = 0; column < seen; column++) {
      if (flagBytes[column] === place) this.#note(column, byte & (flagBits[column] ?? 0) ? 1 : 0);
    }
  }
}

const NOTHING = new Uint8Array();

function writeNumber(writer: ByteWriter, bytes: number, value: number): void {
  if (bytes === 1) writer.uint8(value);
  else if (bytes === 2) writer.uint16(value);
  else writer.uint32(value);
}

const readNumber = (reader: ByteReader, bytes: number): number =>
  bytes === 1 ? reader.uint8() : bytes === 2 ? reader.uint16() : reader.uint32();
