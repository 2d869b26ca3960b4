import { Protocol, type Client, type Room } from "@colyseus/core";
import { schema, t } from "@colyseus/schema";
import { InputDecoder } from "@colyseus/schema/input";
import { createRandom } from "@fray/netcode/core";
import { createInputShape, guardFrames } from "@fray/netcode/server";
import { InputFrame } from "@fray/shared-state/schema/input-frame";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { createInputs } from "../../fuzz/frames.ts";

const isInput = createInputShape(InputFrame);
const RELIABLE = Protocol.ROOM_INPUT_RELIABLE;

const complaints = vi.fn<() => void>();
beforeEach(() => {
  complaints.mockReset();
  for (const level of ["warn", "error"] as const) vi.spyOn(console, level).mockImplementation(complaints);
});
afterEach(() => vi.restoreAllMocks());

/** Decodes the fields of an input with the framework's decoder. */
function decodeInput(body: Uint8Array): InputFrame {
  return new InputDecoder(new InputFrame()).decode(body);
}

describe("an input", () => {
  test("passes for every player input that the encoder produces, and has fewer than 24 bytes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (seed) => {
        const next = createInputs(createRandom(seed));
        for (let count = 0; count < 50; count++) {
          const frame = next();
          expect(isInput(frame)).toBe(true);
          expect(frame.length).toBeLessThan(24);
        }
      }),
      { numRuns: 200 },
    );
  });

  /** Bytes near to a legal input: fields with their operation, values, and what has no place there. */
  const body = fc.array(
    fc.oneof(fc.constantFrom(0x80, 0x81, 0x82, 0x83, 0x00, 0x03, 0xff, 0x40, 0xc0, 0x84), fc.nat(255)),
    {
      maxLength: 12,
    },
  );

  test("that the decoder complains of is refused; an accepted one has every field set or unchanged", () => {
    let passed = 0;
    fc.assert(
      fc.property(body, (bytes) => {
        complaints.mockReset();
        const before = new InputFrame();
        const after = decodeInput(Uint8Array.from(bytes));
        if (!isInput(Uint8Array.from([RELIABLE, ...bytes]))) return;
        passed++;
        expect(complaints).not.toHaveBeenCalled();
        for (const field of ["moveX", "moveY", "aim", "buttons"] as const) {
          expect(typeof before[field]).toBe("number");
          expect(after[field]).toBeTypeOf("number");
          expect(after[field]).not.toBeNaN();
        }
      }),
      { numRuns: 20_000 },
    );
    expect(passed).toBeGreaterThan(500);
  });

  test.for([
    ["an unknown field", [0x84, 0x00]],
    ["one at the decoder's mark for another structure", [0xff, 0x00]],
    ["4 kB of unknown fields", Array.from({ length: 4092 }, (_, index) => [0xff, 0x00, 0x32][index % 3] ?? 0)],
    ["a field that is deleted", [0x40]],
    ["one that is deleted and set", [0xc0, 0x00]],
    ["a field twice", [0x80, 0x00, 0x80, 0x00]],
    ["a field without its value", [0x82, 0x00]],
    ["a byte too many", [0x83, 0x00, 0x83]],
  ] as const)("with %s is refused", ([, bytes]) => {
    expect(isInput(Uint8Array.from([RELIABLE, ...bytes]))).toBe(false);
  });

  test.for([
    ["none", []],
    ["one that is no number", [0xc1]],
    ["half a number", [0xcb, 0, 0]],
  ] as const)("that is stamped with %s is refused", ([, stamp]) => {
    expect(isInput(Uint8Array.from([RELIABLE | 0x80, ...stamp]))).toBe(false);
  });

  test("of a type with a field of any length is a programmer's mistake", () => {
    const Wordy = schema({ word: t.string().default("") }, "Wordy");
    expect(() => createInputShape(Wordy)).toThrow('the input field "word" has no fixed length');
  });
});

/** Returns the room's verdict on one frame. */
function guard(frame: Uint8Array): string {
  const decode = vi.fn<(client: Client, frame: Uint8Array) => void>();
  const room = { _onMessage: decode, clock: { currentTime: 0 } };
  let verdict = "";
  guardFrames(room as unknown as Room, {
    isRefused: () => false,
    refuse: (_client, why) => (verdict = why),
    refuseLong: () => (verdict = "long"),
    isInput,
  });
  room._onMessage({} as Client, frame);
  return verdict || (decode.mock.calls.length > 0 ? "decoded" : "dropped");
}

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));

describe("a frame reaches a decoder", () => {
  test.for([
    ["the join's confirmation", "0a"],
    ["a goodbye", "0c"],
    ["a ping", "12"],
    ["a message without content", "0d a4 63686174"],
    ["a message without a name, as the SDK writes it", "0d a0 c0"],
    ["a message of a number", "0d 07 c0"],
    ["an object as the SDK writes it", "0d a1 78 d4 72 40 92 a1 61 a1 62 01 02"],
    ["many objects of the same keys", `0d a1 78 99 d4 72 40 91 a1 61 01 ${"40 01".repeat(8)}`],
    ["an object as others write it", "0d a1 78 82 a1 61 01 02 cb 3ff0000000000000"],
    ["a date and nothing", "0d a1 78 92 d6 ff 00000000 d4 00 00"],
    ["bytes", "11 a1 78 ff ff ff"],
    ["a message that wants an answer", "15 cc ff a1 78 c0"],
  ] as const)("as %s", ([, hex]) => {
    expect(guard(bytesOf(hex))).toBe("decoded");
  });

  test.for([
    ["nothing", ""],
    ["a code that no client sends", "0e"],
    ["a code with a modifier it does not have", "2d a1 78"],
    ["an input that WebSockets don't need", "14 01 00"],
    ["text instead of bytes", "68656c6c6f"],
    ["a ping with more in it", "12 00"],
    ["a message without a type", "0d"],
    ["a type that is no UTF-8", "0d a1 ff"],
    ["a type longer than the frame", "0d a4 63"],
    ["a type of no length at all", "0d db ffffff7f"],
    ["broken MessagePack", "0d a1 78 c1"],
    ["more after the message", "0d a1 78 c0 c0"],
    ["an array longer than any frame", "0d a1 78 dd 01ffffff"],
    ["a map longer than any frame", "0d a1 78 df ffffffff"],
    ["half a text", "0d a1 78 da 00"],
    ["a map with a map for a key", "0d a1 78 81 80 c0"],
    ["an extension that makes a regular expression", "0d a1 78 c7 04 78 92 a1 61 a0"],
    ["deep nesting", `0d a1 78 ${"91".repeat(2000)} c0`],
    ["records that take a compiler each", `0d a1 78 92 ${"94 d4 72 40 91 a1 61 c0 40 c0 40 c0 40 c0".repeat(2)}`],
    ["a record without keys", "0d a1 78 d4 72 40 c0"],
    ["bytes without a type", "11"],
    ["a request without a number", "15"],
    ["a request with broken MessagePack", "15 01 a1 78 c1"],
  ] as const)("but not as %s", ([, hex]) => {
    expect(guard(bytesOf(hex))).toBe("malformed");
  });

  test("and a message that is too long to be checked gets an answer", () => {
    expect(guard(Uint8Array.from([0x0d, 0xa1, 0x78, 0xc6, ...Array.from({ length: 5000 }, () => 0)]))).toBe("long");
  });
});
