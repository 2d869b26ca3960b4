import { ByteReader, ByteWriter } from "@fray/netcode/core";

import { fromUtf8, utf8 } from "./header.ts";
import { ReplayError } from "./replay-error.ts";

/** Longest text of a mark, in UTF-16 code units. */
export const MARK_LENGTH = 60;
/** Marks of a bot in a second, and of all bots in a replay. Others are left out. */
export const MARKS_PER_SECOND = 4;
export const MAX_MARKS = 20_000;
const MAX_TEXT_BYTES = MARK_LENGTH * 3;

/** What a bot said of itself: an own remark, or a place with a text. It is not part of the round, and nobody signs it. */
export interface BotMark {
  /** The member's number in the replay. */
  readonly ordinal: number;
  readonly tick: number;
  readonly text: string;
  /** In u; undefined for what the bot says. */
  readonly place: { readonly x: number; readonly y: number } | undefined;
}

const HUNDREDTHS = 100;
/** Beyond every map. */
const FARTHEST_U = 10_000;
const SAID = 0;
const MARKED = 1;

/** Returns a text as it is stored: one line, and not longer than allowed. */
export const markText = (text: string): string =>
  text
    .slice(0, MARK_LENGTH * 2)
    .toWellFormed()
    .replaceAll(/[\p{C}\s]+/gu, " ")
    .trim()
    .slice(0, MARK_LENGTH)
    .toWellFormed();

export function encodeMark({ ordinal, tick, text, place }: BotMark): Uint8Array {
  const writer = new ByteWriter();
  writer.reserve(MAX_TEXT_BYTES + 32);
  writer.varint(ordinal);
  writer.uint32(tick);
  writer.uint8(place ? MARKED : SAID);
  if (place)
    for (const value of [place.x, place.y])
      writer.uint32(Math.round(Math.min(FARTHEST_U, Math.max(0, value)) * HUNDREDTHS));
  writer.copy(utf8(markText(text)));
  return writer.bytes.slice(0, writer.length);
}

/** Throws a `ReplayError` for a mark that no program writes. */
export function decodeMark(data: Uint8Array): BotMark {
  const reader = new ByteReader(data);
  const ordinal = reader.varint();
  const tick = reader.uint32();
  const hasPlace = reader.uint8() === MARKED;
  const place = hasPlace ? { x: reader.uint32() / HUNDREDTHS, y: reader.uint32() / HUNDREDTHS } : undefined;
  const bytes = reader.rest();
  if (bytes.length > MAX_TEXT_BYTES) throw new ReplayError("A mark in this replay is longer than it may be.");
  return { ordinal, tick, place, text: markText(fromUtf8(bytes)) };
}
