import { namesOf } from "../names-of.ts";
import { bytesOf, type Field, type Fields, type FieldType } from "./field.ts";
import { fromSteps, scaleOf, toSteps, toWrappedSteps } from "./quantizer.ts";

/** A field that is sent, and its index among the fields of its audience. */
export interface Column<Name extends string> {
  readonly name: Name;
  readonly type: FieldType;
}

/** Returns the columns of an audience in the order of the declaration, then those with an `order`. */
export const columnsOf = <Name extends string>(
  fields: Fields<Name>,
  accepts: (field: Field) => boolean,
): Column<Name>[] =>
  namesOf(fields)
    .map((name) => ({ name, field: fields[name] }))
    .filter(({ field }) => accepts(field))
    .toSorted((a, b) => orderOf(a.field) - orderOf(b.field))
    .map(({ name, field: { type } }) => ({ name, type }));

const orderOf = (field: Field): number => ("order" in field && field.order) || 0;

const WHOLE = 0;
const RANGE = 1;
const CIRCLE = 2;

/** Converts the values of each column to the whole numbers that are sent, and back. */
export class Conversions {
  /** Bytes of one value of each column. */
  readonly bytes: Uint8Array;
  readonly #kinds: Uint8Array;
  readonly #min: Float64Array;
  readonly #extent: Float64Array;
  readonly #span: Float64Array;

  constructor(types: readonly FieldType[]) {
    const scales = types.map((type) => (type.kind === "quantized" ? scaleOf(type.range) : undefined));
    this.bytes = Uint8Array.from(types, bytesOf);
    this.#kinds = Uint8Array.from(types, kindOf);
    this.#min = Float64Array.from(scales, (scale) => scale?.min ?? 0);
    this.#extent = Float64Array.from(scales, (scale) => scale?.extent ?? 1);
    this.#span = Float64Array.from(scales, (scale) => scale?.span ?? 1);
  }

  /**
   * Returns the whole number that stands for a value of a quantized column. It is a small integer, which arrays don't
   * store on the heap.
   */
  toSteps(column: number, value: number): number {
    const min = this.#min[column] ?? 0;
    const extent = this.#extent[column] ?? 1;
    const span = this.#span[column] ?? 1;
    return (
      (this.#kinds[column] === RANGE ? toSteps(value, min, extent, span) : toWrappedSteps(value, min, extent, span)) | 0
    );
  }

  /** Returns the value that a whole number stands for. It equals the result of the framework's schema to the bit. */
  fromSteps(column: number, steps: number): number {
    if (this.#kinds[column] === WHOLE) return steps;
    return fromSteps(steps, this.#min[column] ?? 0, this.#extent[column] ?? 1, this.#span[column] ?? 1);
  }
}

const kindOf = (type: FieldType): number => (type.kind !== "quantized" ? WHOLE : type.range.wraps ? CIRCLE : RANGE);
