import { ByteReader, FrameError, ByteWriter, MAX_EVENT_BYTES } from "@fray/netcode/core";
import { EVENT_LISTS, EVENT_NUMBERS, type EventsMessage } from "@fray/shared-state/protocol/events";
import { EVENT_RECORDS } from "@fray/shared-state/sync/arena-records";
import fc from "fast-check";
import { expect, test } from "vitest";

/** As many as a record can count. */
const MOST_NUMBERS = 7;

const anyNumber = fc.nat({ max: 0xffff_ffff });
const numbers = (least: number, most: number) => fc.array(anyNumber, { minLength: least, maxLength: most });
const someOf = (least: number, most: number) => fc.array(numbers(least, most), { minLength: 1, maxLength: 5 });

const anyMessages = fc.array(
  fc.record(
    {
      tick: anyNumber,
      ...Object.fromEntries(EVENT_LISTS.map((list) => [list, someOf(EVENT_NUMBERS[list], MOST_NUMBERS)])),
    },
    { requiredKeys: ["tick"] },
  ),
) as unknown as fc.Arbitrary<EventsMessage[]>;

function write(messages: readonly EventsMessage[]): Uint8Array {
  const writer = new ByteWriter(1);
  for (const message of messages) {
    writer.reserve(MAX_EVENT_BYTES);
    EVENT_RECORDS.writeTick(writer, message.tick);
    for (const list of EVENT_LISTS) {
      for (const event of message[list] ?? []) {
        writer.reserve(MAX_EVENT_BYTES);
        EVENT_RECORDS.writeEvent(writer, list, event);
      }
    }
  }
  return writer.bytes.slice(0, writer.length);
}

test("events are read as they were written", () => {
  fc.assert(
    fc.property(anyMessages, (messages) => {
      expect(EVENT_RECORDS.read(new ByteReader(write(messages)))).toEqual(messages);
    }),
  );
});

test("a shot takes 14 bytes if ids and inputs have 14 bits", () => {
  const tick = { tick: 100 };
  const shot = [1000, 10_000, 40_000, 30_000, 50_000] as const;
  expect(write([{ ...tick, shots: [shot] }]).length - write([tick]).length).toBe(14);
});

test("an invalid event is refused", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
      try {
        for (const message of EVENT_RECORDS.read(new ByteReader(bytes))) expect(message.tick).toBeGreaterThanOrEqual(0);
      } catch (error) {
        expect(error).toBeInstanceOf(FrameError);
      }
    }),
  );
  const shot = write([{ tick: 1, shots: [[1, 2, 3, 4, 5]] }]);
  expect(() => EVENT_RECORDS.read(new ByteReader(shot.subarray(2))), "without a tick").toThrow(FrameError);
  expect(() => EVENT_RECORDS.read(new ByteReader(shot.subarray(0, -1))), "cut off").toThrow(FrameError);
});
