import { ByteReader, ByteWriter } from "@fray/netcode/core";

/** What others see of a member besides the body's state. It decides nothing, so it is not signed. */
export interface LookRecord {
  readonly ordinal: number;
  /** Colour, pattern and trail, see `appearance.ts`. */
  readonly look: number;
  /** Level from deeds; 0 while it is not known. */
  readonly level: number;
  /** Number of the title; 0 for none. */
  readonly title: number;
}

const MAX_RECORD_BYTES = 16;

export function encodeLook({ ordinal, look, level, title }: LookRecord): Uint8Array {
  const writer = new ByteWriter(MAX_RECORD_BYTES);
  writer.varint(ordinal);
  writer.uint16(look);
  writer.uint8(level);
  writer.uint8(title);
  return writer.bytes.slice(0, writer.length);
}

export function decodeLook(data: Uint8Array): LookRecord {
  const reader = new ByteReader(data);
  return { ordinal: reader.varint(), look: reader.uint16(), level: reader.uint8(), title: reader.uint8() };
}

/** Returns the same record without what its person has achieved. A look is anybody's. */
export const withoutDeeds = ({ ordinal, look }: LookRecord): LookRecord => ({ ordinal, look, level: 0, title: 0 });
