import { ByteReader, FrameError, ByteWriter } from "@fray/netcode/core";
import { EVENT_LISTS, type EventsMessage } from "@fray/shared-state/protocol/events";
import { MAX_EVENT_BYTES, readEvents, writeEvent, writeTick } from "@fray/shared-state/sync/event-records";
import fc from "fast-check";
import { expect, test } from "vitest";

const anyNumber = fc.nat({ max: 0xffff_ffff });
const numbers = (least: number, most: number) => fc.array(anyNumber, { minLength: least, maxLength: most });
const someOf = (least: number, most = least) => fc.array(numbers(least, most), { minLength: 1, maxLength: 5 });

const anyMessages = fc.array(
  fc.record(
    {
      tick: anyNumber,
      shots: someOf(5, 7),
      hits: someOf(5, 6),
      blasts: someOf(5),
      deaths: someOf(4),
      pickups: someOf(2),
    },
    { requiredKeys: ["tick"] },
  ),
) as unknown as fc.Arbitrary<EventsMessage[]>;

function write(messages: readonly EventsMessage[]): Uint8Array {
  const writer = new ByteWriter(1);
  for (const message of messages) {
    writer.reserve(MAX_EVENT_BYTES);
    writeTick(writer, message.tick);
    for (const list of EVENT_LISTS) {
      for (const event of message[list] ?? []) {
        writer.reserve(MAX_EVENT_BYTES);
        writeEvent(writer, list, event);
      }
    }
  }
  return writer.bytes.slice(0, writer.length);
}

test("events are read as they were written", () => {
  fc.assert(
    fc.property(anyMessages, (messages) => {
      expect(readEvents(new ByteReader(write(messages)))).toEqual(messages);
    }),
  );
});

test("a shot takes 14 bytes where ids and inputs have 14 bits", () => {
  const tick = { tick: 100 };
  const shot = [1000, 10_000, 40_000, 30_000, 50_000] as const;
  expect(write([{ ...tick, shots: [shot] }]).length - write([tick]).length).toBe(14);
});

test("what is no event is refused", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
      try {
        for (const message of readEvents(new ByteReader(bytes))) expect(message.tick).toBeGreaterThanOrEqual(0);
      } catch (error) {
        expect(error).toBeInstanceOf(FrameError);
      }
    }),
  );
  const shot = write([{ tick: 1, shots: [[1, 2, 3, 4, 5]] }]);
  expect(() => readEvents(new ByteReader(shot.subarray(2))), "without a tick").toThrow(FrameError);
  expect(() => readEvents(new ByteReader(shot.subarray(0, -1))), "cut off").toThrow(FrameError);
});
