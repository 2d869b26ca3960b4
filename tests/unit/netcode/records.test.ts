import {
  FRAME,
  PROBE,
  RecordReader,
  writeNumber,
  writeRecord,
  type Frame,
  type StreamRecord,
} from "@fray/netcode/core";
import { array, assert, constantFrom, integer, nat, property, record, uint8Array } from "fast-check";
import { expect, test } from "vitest";

const frame = record({
  kind: constantFrom(FRAME.binary, FRAME.close, FRAME.ping, FRAME.pong),
  payload: uint8Array({ maxLength: 300 }),
});
const plain = (frames: readonly Frame[]): unknown[] => frames.map(({ kind, payload }) => [kind, ...payload]);

test("records come out of a stream as they went in, however it is cut into parts", () => {
  assert(
    property(
      array(array(frame, { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
      nat(2 ** 31),
      integer({ min: 1, max: 40 }),
      (all, first, step) => {
        const stream = Buffer.concat([writeNumber(first), ...all.flatMap((frames) => [PROBE, writeRecord(frames)])]);
        const reader = new RecordReader();
        const read: (StreamRecord | undefined)[] = [];
        for (let at = 0; at < stream.length; at += step) read.push(...reader.push(stream.subarray(at, at + step)));
        expect(read.filter((each) => each === undefined)).toHaveLength(all.length);
        const records = read.filter((each) => each !== undefined);
        expect(records.map(({ number }) => number)).toEqual(all.map((_, index) => first + index));
        expect(records.map(({ frames }) => plain(frames))).toEqual(all.map(plain));
      },
    ),
  );
});

test("a long message needs a longer head, and nothing else", () => {
  const payload = new Uint8Array(70_000).fill(7);
  const bytes = writeRecord([{ kind: FRAME.binary, payload }]);
  expect(bytes.length).toBe(payload.length + 4);
  expect(new RecordReader().push(bytes)).toEqual([{ number: 0, frames: [{ kind: FRAME.binary, payload }] }]);
  expect(writeRecord([{ kind: FRAME.binary, payload: payload.subarray(0, 100) }])).toHaveLength(102);
});

test("what is no stream of records is an error, and not a wait for more", () => {
  expect(() => new RecordReader().push(Uint8Array.of(0xff, 0xff, 0xff, 0xff))).toThrow("too long");
  expect(() => new RecordReader().push(Uint8Array.of(2, 77, 0))).toThrow("unknown kind");
  expect(() => new RecordReader().push(Uint8Array.of(2, 0, 0))).toThrow("number");
});
