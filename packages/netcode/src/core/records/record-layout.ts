import type { ByteReader } from "../bytes/byte-reader.ts";
import type { ByteWriter } from "../bytes/byte-writer.ts";
import { Conversions } from "./columns.ts";
import type { Fields } from "./field.ts";
import { FAR_AWAY, PAIR_BITS, readPair, writePair } from "./pair-coding.ts";
import {
  compileOwnedReader,
  compileOwnedScanner,
  compileSeenReader,
  compileSeenScanner,
  columnsAt,
  compileWriter,
  rowLength,
  type Columns,
  type ReadRow,
  type ScanRow,
  type WriteRow,
} from "./property-access.ts";
import { planRecords, programOf, type GroupCodings, type RecordPlan } from "./record-plan.ts";

/**
 * The fields of a body that everyone sees, as they were when the body was last packed, as the whole numbers that are
 * sent.
 */
export interface Row {
  readonly numbers: number[];
  /** Distance that the last update has moved the pair. */
  firstStep: number;
  secondStep: number;
}

/** The whole numbers that were sent to an owner. */
export type SentNumbers = number[];

/**
 * Writes and reads bodies with the given fields as records. There are two kinds of records: groups of the fields that
 * everyone sees, where each group may be left out, and single fields that only the owner receives. A process creates
 * one layout and keeps it, see `property-access.ts`.
 */
export class RecordLayout<Name extends string> {
  /** The bits of each group in a set of groups. */
  readonly groupBits: readonly number[];
  readonly allGroups: number;
  /** Maximum number of bytes that a record takes. */
  readonly maxSeenBytes: number;
  readonly maxOwnerBytes: number;
  readonly #plan: RecordPlan<Name>;
  /** First column of the pair, first column of the owner's fields, and the number of columns. */
  readonly #pair: number;
  readonly #owned: number;
  readonly #width: number;
  /** Number of the owner's columns that are not quantized. The quantized ones have the lower bits of the mask. */
  readonly #ownedWhole: number;
  readonly #ownedScaled: number;
  readonly #maskBytes: number;
  readonly #conversions: Conversions;
  readonly #readSeen: ReadRow<Name>;
  readonly #scanSeen: ScanRow<Name>;
  readonly #readOwned: ReadRow<Name>;
  readonly #scanOwned: ScanRow<Name>;
  readonly #write: WriteRow<Name>;
  /** For each column of a boolean, the index of the byte that holds it, and its bit. 0 for other columns. */
  readonly #flagPlaces: Uint8Array;
  readonly #flagBits: Uint8Array;
  readonly #values: Float64Array;
  /** Holds the values of a record until all of it has been read. */
  readonly #news: Float64Array;
  /** The columns that a record contains, indexed by the bits of its groups. */
  readonly #columnsByGroups: readonly Columns[];
  /** Collects the changes of the current scan. */
  #numbers: number[] = [];
  #changed = 0;
  #writer: ByteWriter | undefined;
  #mask = 0;

  /** `codings` are the groups of the fields that everyone sees. Throws if the fields can't be sent as records. */
  constructor(fields: Fields<Name>, codings: GroupCodings) {
    const plan = planRecords(fields, codings);
    const { seen, owned } = plan;
    const columns = [...seen.whole, ...seen.scaled, ...owned.whole, ...owned.scaled];
    const namesOf = (part: typeof columns) => part.map(({ name }) => name);
    this.#plan = plan;
    this.groupBits = plan.groupBits;
    this.allGroups = plan.groupBits.reduce((all, bits) => all | bits, 0);
    this.#pair = seen.whole.length;
    this.#owned = this.#pair + seen.scaled.length;
    this.#width = columns.length;
    this.#ownedWhole = owned.whole.length;
    this.#ownedScaled = owned.scaled.length;
    this.#maskBytes = (this.#ownedWhole + this.#ownedScaled + 7) >> 3;
    this.#conversions = new Conversions(columns.map(({ type }) => type));
    this.maxSeenBytes = plan.maxSeenBytes;
    this.maxOwnerBytes = this.#conversions.bytes
      .subarray(this.#owned)
      .reduce((total, bytes) => total + bytes, this.#maskBytes);
    this.#readSeen = compileSeenReader(namesOf([...seen.scaled]));
    this.#scanSeen = compileSeenScanner(namesOf([...seen.whole]));
    this.#readOwned = compileOwnedReader(namesOf([...owned.scaled]));
    this.#scanOwned = compileOwnedScanner(namesOf([...owned.whole]));
    this.#write = compileWriter(
      namesOf(columns),
      columns.map(({ type }) => type.kind === "boolean"),
    );
    this.#flagPlaces = new Uint8Array(columns.length);
    this.#flagBits = new Uint8Array(columns.length);
    for (const [byte, flags] of plan.flagBytes.entries()) {
      for (const [bit, column] of flags.entries()) {
        this.#flagPlaces[column] = this.#owned + byte;
        this.#flagBits[column] = 1 << bit;
      }
    }
    this.#columnsByGroups = Array.from({ length: this.allGroups + 1 }, (_, groups) =>
      columnsAt(
        [...plan.bitsByColumn.entries()].flatMap(([column, bits]) => ((groups & bits) === bits ? [column] : [])),
      ),
    );
    this.#values = new Float64Array(rowLength(columns.length));
    this.#news = new Float64Array(rowLength(columns.length));
  }

  createRow(): Row {
    const length = this.#owned + this.#plan.flagBytes.length;
    return { numbers: Array.from({ length }, () => 0), firstStep: 0, secondStep: 0 };
  }

  /** Creates the numbers sent to an owner: at first none. */
  createSent(): SentNumbers {
    return Array.from({ length: this.#width - this.#owned }, () => NOT_SENT);
  }

  /** Updates a row with the current values of a body. Returns the changed groups as bits. */
  update(row: Row, body: Readonly<Record<Name, number | boolean>>): number {
    const { numbers } = row;
    const { bitsByColumn } = this.#plan;
    const first = numbers[this.#pair] ?? 0;
    const second = numbers[this.#pair + 1] ?? 0;
    this.#numbers = numbers;
    this.#changed = 0;
    this.#readSeen(body, this.#values);
    for (let column = this.#pair; column < this.#owned; column++) {
      const step = this.#conversions.toSteps(column, this.#values[column - this.#pair] ?? 0);
      if (step === numbers[column]) continue;
      numbers[column] = step;
      this.#changed |= bitsByColumn[column] ?? 0;
    }
    this.#scanSeen(body, numbers, this.#onSeenChange);
    row.firstStep = (numbers[this.#pair] ?? 0) - first;
    row.secondStep = (numbers[this.#pair + 1] ?? 0) - second;
    return this.#changed;
  }

  /** Writes groups of a row for a reader that lacks only the last update. Reserve `maxSeenBytes`. */
  writeUpdate(writer: ByteWriter, row: Row, groups: number): void {
    this.#writeRecord(writer, row.numbers, groups, row.firstStep, row.secondStep);
  }

  /** Writes groups of a row for a reader with any older state or none. Reserve `maxSeenBytes`. */
  writeSeen(writer: ByteWriter, row: Row, groups: number): void {
    this.#writeRecord(writer, row.numbers, groups, FAR_AWAY, FAR_AWAY);
  }

  /** Reads a record of visible fields into the body. Differences are relative to the numbers of the last record. */
  readSeen(reader: ByteReader, { numbers }: Row, body: Record<Name, number | boolean>): void {
    const { hasPair, programs } = this.#plan;
    const head = reader.uint8();
    let groups = head & this.allGroups;
    if (hasPair && (head & PAIR_BITS) !== 0) {
      groups |= PAIR_BITS;
      readPair(reader, head, numbers, this.#pair);
      this.#note(this.#pair, numbers[this.#pair] ?? 0);
      this.#note(this.#pair + 1, numbers[this.#pair + 1] ?? 0);
    }
    const program = programs[programOf(head)] ?? NOTHING;
    for (let at = 0; at < program.length; at += 2) {
      const place = program[at] ?? 0;
      const number = readNumber(reader, program[at + 1] ?? 0);
      if (place < this.#owned) this.#note(place, number);
      else this.#noteFlags(place - this.#owned, number);
    }
    this.#write(body, this.#news, this.#columnsByGroups[groups] ?? NONE);
  }

  /**
   * Writes the fields of an owner's body that differ from what was sent, and stores them as sent. Writes nothing and
   * returns false if there are none. Reserve `maxOwnerBytes`.
   */
  writeOwner(writer: ByteWriter, body: Readonly<Record<Name, number | boolean>>, sent: SentNumbers): boolean {
    this.#mask = writer.skip(this.#maskBytes);
    this.#writer = writer;
    this.#numbers = sent;
    this.#readOwned(body, this.#values);
    for (let index = 0; index < this.#ownedScaled; index++) {
      const place = this.#ownedWhole + index;
      const step = this.#conversions.toSteps(this.#owned + place, this.#values[index] ?? 0);
      if (step !== sent[place]) this.#onOwnedChange(place, step);
    }
    this.#scanOwned(body, sent, this.#onOwnedChange);
    if (writer.length > this.#mask + this.#maskBytes) return true;
    writer.length = this.#mask;
    return false;
  }

  /** Reads an owner's record into the body. */
  readOwner(reader: ByteReader, body: Record<Name, number | boolean>): void {
    const mask = reader.take(this.#maskBytes);
    const columns: number[] = [];
    for (let bit = 0; bit < this.#ownedScaled + this.#ownedWhole; bit++) {
      if ((((mask[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 0) continue;
      const place = bit < this.#ownedScaled ? this.#ownedWhole + bit : bit - this.#ownedScaled;
      const column = this.#owned + place;
      this.#note(column, readNumber(reader, this.#conversions.bytes[column] ?? 0));
      columns.push(column);
    }
    this.#write(body, this.#news, columnsAt(columns));
  }

  readonly #onSeenChange = (column: number, now: number): void => {
    this.#numbers[column] = now;
    this.#changed |= this.#plan.bitsByColumn[column] ?? 0;
    const place = this.#flagPlaces[column] ?? 0;
    if (place === 0) return;
    const bit = this.#flagBits[column] ?? 0;
    const byte = this.#numbers[place] ?? 0;
    this.#numbers[place] = now === 0 ? byte & ~bit : byte | bit;
  };

  readonly #onOwnedChange = (place: number, now: number): void => {
    const writer = this.#writer;
    if (!writer) return;
    this.#numbers[place] = now;
    const bit = place < this.#ownedWhole ? this.#ownedScaled + place : place - this.#ownedWhole;
    const byte = this.#mask + (bit >> 3);
    writer.bytes[byte] = (writer.bytes[byte] ?? 0) | (1 << (bit & 7));
    writeNumber(writer, this.#conversions.bytes[this.#owned + place] ?? 0, now);
  };

  #writeRecord(
    writer: ByteWriter,
    numbers: readonly number[],
    groups: number,
    firstStep: number,
    secondStep: number,
  ): void {
    const { hasPair, programs } = this.#plan;
    const head = groups & ~PAIR_BITS;
    const { bytes } = writer;
    let end = writer.length;
    if (hasPair && (groups & PAIR_BITS) !== 0) {
      const first = numbers[this.#pair] ?? 0;
      const second = numbers[this.#pair + 1] ?? 0;
      end = writePair(bytes, end, head, first, second, firstStep, secondStep);
    } else {
      bytes[end++] = head;
    }
    const program = programs[programOf(groups)] ?? NOTHING;
    for (let at = 0; at < program.length; at += 2) {
      const number = numbers[program[at] ?? 0] ?? 0;
      const size = program[at + 1] ?? 0;
      bytes[end++] = number;
      if (size === 1) continue;
      bytes[end++] = number >>> 8;
      if (size === 2) continue;
      bytes[end++] = number >>> 16;
      bytes[end++] = number >>> 24;
    }
    writer.length = end;
  }

  #note(column: number, number: number): void {
    this.#news[column] = this.#conversions.fromSteps(column, number);
  }

  #noteFlags(index: number, byte: number): void {
    const flags = this.#plan.flagBytes[index] ?? [];
    for (let bit = 0; bit < flags.length; bit++) this.#news[flags[bit] ?? 0] = (byte >> bit) & 1;
  }
}

const NOTHING = new Uint8Array();
const NONE: Columns = { first: 0, others: [] };
/** Marks a number that has not been sent. No sent number has this value. */
const NOT_SENT = -1;

function writeNumber(writer: ByteWriter, bytes: number, value: number): void {
  if (bytes === 1) writer.uint8(value);
  else if (bytes === 2) writer.uint16(value);
  else writer.uint32(value);
}

const readNumber = (reader: ByteReader, bytes: number): number =>
  bytes === 1 ? reader.uint8() : bytes === 2 ? reader.uint16() : reader.uint32();
