import type { BotNote } from "../recorded.ts";

/** How long a remark, and a place, is shown, in s. */
const SAID_S = 3;
const PLACE_S = 1.5;
const MOST_PLACES = 12;

/** What a bot says at a moment. */
export interface NotesNow {
  /** Its last remark; undefined when it said nothing for a while. */
  readonly said: string | undefined;
  /** The places that it has marked lately, newest last. */
  readonly places: readonly { readonly x: number; readonly y: number; readonly text: string }[];
}

interface Moment {
  /** The followed member's number; undefined for the free camera. */
  readonly ordinal: number | undefined;
  readonly tick: number;
  readonly tickRate: number;
}

const NOTHING: NotesNow = { said: undefined, places: [] };

/** Returns what the followed bot says at a moment. `notes` are in the order of their ticks. */
export function notesAt(notes: readonly BotNote[], { ordinal, tick, tickRate }: Moment): NotesNow {
  if (ordinal === undefined || notes.length === 0) return NOTHING;
  const recent = notes.filter(
    (note) => note.ordinal === ordinal && note.tick <= tick && note.tick > tick - SAID_S * tickRate,
  );
  const places = new Map<string, NotesNow["places"][number]>();
  for (const { place, text, tick: markedAt } of recent) {
    // The same text at another place is the same thing that has moved.
    if (place && markedAt > tick - PLACE_S * tickRate) places.set(text, { ...place, text });
  }
  return {
    said: recent.findLast(({ place }) => !place)?.text,
    places: [...places.values()].slice(-MOST_PLACES),
  };
}
