import { FrameError, type ByteReader } from "../bytes/byte-reader.ts";
import type { ByteWriter } from "../bytes/byte-writer.ts";
import { namesOf } from "../names-of.ts";

/** An event is a list of whole numbers from 0 up. The last numbers may be missing. */
type Numbers = readonly (number | undefined)[];

/** The events of a tick by list. Absent lists are empty. */
export type EventsOf<Lists extends Readonly<Record<keyof Lists, Numbers>>> = { readonly tick: number } & {
  [List in keyof Lists]?: Lists[List][];
};

/**
 * The lower three bits of a record's first byte are the count of the numbers that follow. The upper five are the list
 * of the event.
 */
const COUNT_BITS = 3;
const MAX_NUMBERS = 2 ** COUNT_BITS - 1;
const MAX_NUMBER_BYTES = 5;

/** Maximum number of bytes that the record of an event or of a tick takes. */
export const MAX_EVENT_BYTES = 1 + MAX_NUMBERS * MAX_NUMBER_BYTES;

/**
 * Writes and reads the events of a game as records. A record holds an event of a list, which is identified by its
 * index, or the tick of the events that follow.
 */
export class EventRecords<Lists extends Readonly<Record<keyof Lists, Numbers>>> {
  readonly #lists: readonly (keyof Lists)[];
  readonly #leastNumbers: Readonly<Record<keyof Lists, number>>;

  /** `leastNumbers` is, by list, the smallest count of numbers in an event. */
  constructor(leastNumbers: Readonly<Record<keyof Lists, number>>) {
    this.#lists = namesOf(leastNumbers);
    this.#leastNumbers = leastNumbers;
  }

  /** Writes the tick of the events that follow. Reserve `MAX_EVENT_BYTES` for it. */
  writeTick(writer: ByteWriter, tick: number): void {
    writeNumbers(writer, this.#lists.length, [tick]);
  }

  /** Writes one event. Reserve `MAX_EVENT_BYTES` for it. */
  writeEvent<List extends keyof Lists>(writer: ByteWriter, list: List, event: Lists[List]): void {
    writeNumbers(writer, this.#lists.indexOf(list), event);
  }

  /** Reads all events up to the end. Throws a `FrameError` for invalid bytes. */
  read(reader: ByteReader): EventsOf<Lists>[] {
    const messages: EventsOf<Lists>[] = [];
    while (!reader.isAtEnd) {
      const head = reader.uint8();
      const numbers: number[] = [];
      for (let left = head & MAX_NUMBERS; left > 0; left--) numbers.push(reader.varint());
      const about = head >> COUNT_BITS;
      const list = this.#lists[about];
      if (about === this.#lists.length && numbers[0] !== undefined)
        messages.push({ tick: numbers[0] } as EventsOf<Lists>);
      else if (list !== undefined) this.#add(messages.at(-1), list, numbers);
      else throw new FrameError("an invalid event record");
    }
    return messages;
  }

  #add(message: EventsOf<Lists> | undefined, list: keyof Lists, numbers: readonly number[]): void {
    if (!message) throw new FrameError("an event without a tick");
    if (numbers.length < this.#leastNumbers[list]) throw new FrameError("an event with too few numbers");
    const events: unknown[] = message[list] ?? [];
    events.push(numbers);
    message[list] = events as EventsOf<Lists>[keyof Lists];
  }
}

function writeNumbers(writer: ByteWriter, about: number, numbers: Numbers): void {
  writer.uint8((about << COUNT_BITS) | numbers.length);
  for (const number of numbers) writer.varint(number ?? 0);
}
