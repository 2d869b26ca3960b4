import {
  bytesOf,
  fromSteps,
  scaleOf,
  toSteps,
  toWrappedSteps,
  type ByteReader,
  type ByteWriter,
  type FieldType,
} from "@fray/netcode/core";

/** Writes and reads the values of a field with its wire precision. */
export interface FieldCodec {
  readonly write: (writer: ByteWriter, value: number | boolean) => void;
  readonly read: (reader: ByteReader) => number | boolean;
}

/** Creates the codec of a field. */
export function codecOf(type: FieldType): FieldCodec {
  if (type.kind === "boolean") {
    return { write: (writer, value) => writer.uint8(Number(value)), read: (reader) => reader.uint8() !== 0 };
  }
  const whole = WHOLE[bytesOf(type)];
  if (!whole) throw new Error("a number has 1, 2 or 4 bytes");
  if (type.kind === "integer")
    return { write: (writer, value) => whole.write(writer, Number(value)), read: whole.read };
  const { min, extent, span } = scaleOf(type.range);
  const steps = type.range.wraps ? toWrappedSteps : toSteps;
  return {
    write: (writer, value) => whole.write(writer, steps(Number(value), min, extent, span)),
    read: (reader) => fromSteps(Math.min(whole.read(reader), span), min, extent, span),
  };
}

const WHOLE: Readonly<
  Record<number, { write: (writer: ByteWriter, value: number) => void; read: (reader: ByteReader) => number }>
> = {
  1: { write: (writer, value) => writer.uint8(value), read: (reader) => reader.uint8() },
  2: { write: (writer, value) => writer.uint16(value), read: (reader) => reader.uint16() },
  4: { write: (writer, value) => writer.uint32(value), read: (reader) => reader.uint32() },
};

/** Maps a signed whole number to a small unsigned one: 0, -1, 1, -2 become 0, 1, 2, 3. */
export const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

export const unzigzag = (value: number): number => (value % 2 === 1 ? -(value + 1) / 2 : value / 2);
