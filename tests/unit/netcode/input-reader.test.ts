import { Protocol } from "@colyseus/core";
import { schema, t } from "@colyseus/schema";
import { InputDecoder, InputEncoder } from "@colyseus/schema/input";
import { createInputShape, readPlainInputs } from "@fray/netcode/server";
import { InputFrame } from "@fray/shared-state/schema/input-frame";
import fc from "fast-check";
import { expect, test } from "vitest";

/** The framework's data of one client. */
interface Allocated {
  _input?: { clone(): object };
  _inputDecoder?: { decode(bytes: Uint8Array): void };
}

/** The parts of a room's client after the framework has prepared it for inputs of a type. */
function prepare(type: Parameters<typeof readPlainInputs>[1]): Allocated {
  const _inputController = { allocate: (client: Allocated) => Object.assign(client, { _inputDecoder: undefined }) };
  readPlainInputs({ _inputController }, type);
  const client: Allocated = {};
  _inputController.allocate(client);
  return client;
}

const fieldsOf = ({ moveX, moveY, aim, buttons }: InputFrame) => ({ moveX, moveY, aim, buttons });
const isInput = createInputShape(InputFrame);

test("reads whatever an encoder sends to the values of the framework's decoder, to the bit", () => {
  const axis = fc.double({ min: -2, max: 2, noNaN: true });
  const input = fc.record({ moveX: axis, moveY: axis, aim: fc.double({ noNaN: true }), buttons: fc.nat({ max: 255 }) });
  fc.assert(
    fc.property(fc.array(input, { maxLength: 8 }), (inputs) => {
      const encoder = new InputEncoder(new InputFrame());
      const decoded = new InputFrame();
      const decoder = new InputDecoder(decoded);
      const { _input, _inputDecoder } = prepare(InputFrame);
      for (const next of inputs) {
        Object.assign(encoder.instance, next);
        const bytes = encoder.encode().slice();
        decoder.decode(bytes);
        _inputDecoder?.decode(bytes);
        expect(_input?.clone()).toEqual(fieldsOf(decoded));
      }
    }),
  );
});

test("reads each frame that passes the check, also one that no encoder sends, like the framework's decoder", () => {
  // The largest number is beyond the end of an axis, which has an even number of steps.
  const value = fc.oneof(fc.constant(255), fc.integer({ min: 0, max: 255 }));
  const fields = [
    fc.tuple(fc.constantFrom(0, 0x80), value).map(([operation, byte]) => [operation, byte]),
    fc.tuple(fc.constantFrom(1, 0x81), value).map(([operation, byte]) => [operation, byte]),
    fc.tuple(fc.constantFrom(2, 0x82), value, value).map(([operation, low, high]) => [operation, low, high]),
    fc.tuple(fc.constantFrom(3, 0x83), value).map(([operation, byte]) => [operation, byte]),
  ] as const;
  const body = fc
    .shuffledSubarray([0, 1, 2, 3])
    .chain((order) => fc.tuple(...order.map((field) => fields[field] ?? fields[0])));
  fc.assert(
    fc.property(fc.array(body, { minLength: 1, maxLength: 4 }), (frames) => {
      const decoded = new InputFrame();
      const decoder = new InputDecoder(decoded);
      const { _input, _inputDecoder } = prepare(InputFrame);
      for (const parts of frames) {
        const bytes = Uint8Array.from(parts.flat());
        expect(isInput(Uint8Array.of(Protocol.ROOM_INPUT_RELIABLE, ...bytes))).toBe(true);
        decoder.decode(bytes);
        _inputDecoder?.decode(bytes);
        expect(_input?.clone()).toEqual(fieldsOf(decoded));
      }
    }),
  );
});

test("the input of a step stays as it was when the next one arrives", () => {
  const { _input, _inputDecoder } = prepare(InputFrame);
  _inputDecoder?.decode(Uint8Array.of(0x83, 1));
  const first = _input?.clone();
  _inputDecoder?.decode(Uint8Array.of(0x83, 2));
  expect(first).toEqual({ moveX: 0, moveY: 0, aim: 0, buttons: 1 });
});

test("an input with fields of other types is left to the framework", () => {
  const Precise = schema({ x: t.float32().default(0) }, "Precise");
  expect(prepare(Precise)._inputDecoder).toBeUndefined();
});
