import { FrameError, type ByteReader, type ByteWriter } from "@fray/netcode/core";

import {
  EVENT_LISTS,
  type EventList,
  type EventLists,
  type EventsDraft,
  type EventsMessage,
} from "../protocol/events.ts";

/** What a record is about, in the upper five bits of its first byte; an event's is the place of its list in `EVENT_LISTS`. */
const TICK = EVENT_LISTS.length;
/** The lower three bits are how many numbers follow. */
const COUNT_BITS = 3;
const MAX_NUMBERS = 2 ** COUNT_BITS - 1;
const MAX_NUMBER_BYTES = 5;

/** The numbers that an event of a list has at least. */
const MIN_NUMBERS: Readonly<Record<EventList, number>> = { shots: 5, hits: 5, blasts: 5, deaths: 4, pickups: 2 };

/** The longest record there is, in bytes. */
export const MAX_EVENT_BYTES = 1 + MAX_NUMBERS * MAX_NUMBER_BYTES;

/** Writes in which tick the events after this have happened. Reserve `MAX_EVENT_BYTES` for it. */
export const writeTick = (writer: ByteWriter, tick: number): void => writeNumbers(writer, TICK, [tick]);

/** Writes an event, whose numbers are whole and from 0 up. Reserve `MAX_EVENT_BYTES` for it. */
export const writeEvent = <List extends EventList>(writer: ByteWriter, list: List, event: EventLists[List]): void =>
  writeNumbers(writer, EVENT_LISTS.indexOf(list), event);

function writeNumbers(writer: ByteWriter, about: number, numbers: readonly (number | undefined)[]): void {
  writer.uint8((about << COUNT_BITS) | numbers.length);
  for (const number of numbers) writer.varint(number ?? 0);
}

/** Reads what was written of them, up to the end. Throws a `FrameError` for what is none. */
export function readEvents(reader: ByteReader): EventsMessage[] {
  const messages: EventsDraft[] = [];
  while (!reader.isAtEnd) {
    const head = reader.uint8();
    const numbers: number[] = [];
    for (let left = head & MAX_NUMBERS; left > 0; left--) numbers.push(reader.varint());
    const about = head >> COUNT_BITS;
    const list = EVENT_LISTS[about];
    if (about === TICK && numbers[0] !== undefined) messages.push({ tick: numbers[0] });
    else if (list) addEvent(messages.at(-1), list, numbers);
    else throw new FrameError("a record that is no event");
  }
  return messages;
}

function addEvent(draft: EventsDraft | undefined, list: EventList, numbers: readonly number[]): void {
  if (!draft) throw new FrameError("an event without a tick");
  if (numbers.length < MIN_NUMBERS[list]) throw new FrameError("an event that lacks something");
  const events: unknown[] = (draft[list] ??= []);
  events.push(numbers);
}
