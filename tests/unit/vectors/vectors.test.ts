import { InputDecoder } from "@colyseus/schema/input";
import { createInputShape } from "@fray/netcode/server";
import { InputFrame } from "@fray/shared-state/schema/input-frame";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { pathOf, textOf, VECTOR_FILES, type VectorFile, type Vectors } from "../../vectors/make/all.ts";
import { Bytes, bytesOfHex } from "../../vectors/reading/bytes.ts";
import { stepsOf, valueOf, type Scale } from "../../vectors/reading/quantized.ts";
import { Records } from "../../vectors/reading/records.ts";
import { readReflection, typesOf } from "../../vectors/reading/reflection.ts";
import { State } from "../../vectors/reading/state.ts";

const load = <Name extends VectorFile>(name: Name): Vectors[Name] =>
  JSON.parse(readFileSync(pathOf(name), "utf8")) as Vectors[Name];
const read = (hex: string): Bytes => new Bytes(bytesOfHex(hex));

/** Code, server time and acknowledged input of a frame. */
const HEAD_BYTES = 9;
const CODE_BITS = 0x1f;
const [JOIN_ROOM, MESSAGE, FULL_STATE, PATCH] = [10, 13, 14, 15] as const;

/** What follows the head of a frame, and whether it is a full state. */
function open(hex: string): { bytes: Bytes; isFull: boolean } {
  const bytes = read(hex);
  const [head = 0] = bytes.part(HEAD_BYTES);
  const code = head & CODE_BITS;
  expect([FULL_STATE, PATCH]).toContain(code);
  return { bytes, isFull: code === FULL_STATE };
}

test.each(VECTOR_FILES)("%s.json is what the encoder writes today (`npm run vectors` writes it anew)", (name) => {
  expect(textOf(name)).toBe(readFileSync(pathOf(name), "utf8"));
});

describe("read by the document alone", () => {
  test("numbers and texts", () => {
    const { numbers, texts } = load("values");
    for (const { value, bytes } of numbers) expect(read(bytes).number()).toBe(value);
    for (const { value, bytes } of texts) expect(read(bytes).string()).toBe(value);
  });

  test("quantized numbers, to the bit", () => {
    for (const { samples, ...scale } of load("quantizer")) {
      for (const sample of samples) {
        const steps = read(sample.bytes).take(scale.bits === 8 ? "u8" : "u16");
        expect(stepsOf(sample.value, scale satisfies Scale)).toBe(steps);
        expect(valueOf(steps, scale)).toBe(sample.read);
      }
    }
  });

  test("messages of both directions", () => {
    const { fromServer, fromClient } = load("messages");
    for (const { type, message, frame } of [...fromServer, ...fromClient]) {
      const bytes = read(frame);
      expect(bytes.take("u8")).toBe(MESSAGE);
      expect([bytes.string(), bytes.value()]).toEqual([type, message]);
      expect(bytes.isAtEnd).toBe(true);
    }
  });

  test("the state of a room that sends views, after every frame", () => {
    const { reflection, steps } = load("views");
    const reflected = readReflection(bytesOfHex(reflection));
    const state = new State(typesOf(reflected), reflected.rootType ?? 0);
    for (const { about, frames, state: expected } of steps) {
      for (const frame of frames) {
        const { bytes, isFull } = open(frame);
        if (isFull) state.reset();
        state.patch(bytes);
      }
      expect(state.plain(), about).toEqual(expected);
    }
    expect([...state.seen.keys()].toSorted()).toEqual(OPERATIONS);
  });

  test("the state and the events of a room that sends records, after every frame", () => {
    const { reflection, steps } = load("records");
    const reflected = readReflection(bytesOfHex(reflection));
    const records = new Records(typesOf(reflected), reflected.rootType ?? 0);
    for (const { about, frames, state: expected, events } of steps) {
      const told = frames.flatMap((frame) => {
        const { bytes, isFull } = open(frame);
        const happened = records.read(bytes, isFull);
        expect(bytes.isAtEnd).toBe(true);
        return happened;
      });
      expect(records.plain(), about).toEqual(expected);
      expect(told, about).toEqual(events);
    }
    expect([...records.seen].toSorted()).toEqual(FORMS);
  });
});

test("rooms of both kinds give the same state and the same events", () => {
  const [views, records] = [load("views"), load("records")];
  const held = ({ steps }: Vectors["views"]) => steps.map(({ about, state, events }) => ({ about, state, events }));
  expect(held(views)).toEqual(held(records));
});

/** Every part of a frame and every way to send a place. */
const FORMS = [1, 2, 4, 8, 16, 32, 64]
  .map((bit) => `part ${bit}`)
  .concat(["place 0", "place 1", "place 2", "place 3"])
  .toSorted();

/** Every operation that the game's schema uses: the kind of object and the operation. */
const OPERATIONS = ["array 0", "array 128", "array 192", "array 33", "array 64", "map 128", "map 64", "struct 128"];

describe("inputs", () => {
  const sent = load("inputs");

  test.each(["frame", "whole"] as const)("the server reads them from each %s", (form) => {
    const isInput = createInputShape(InputFrame);
    const decoded = new InputFrame();
    const decoder = new InputDecoder(decoded);
    for (const { input, [form]: hex } of sent) {
      const frame = bytesOfHex(hex);
      expect(isInput(frame)).toBe(true);
      decoder.decode(frame.subarray(bodyStart(hex)));
      expect(decoded.toJSON()).toEqual(Object.assign(new InputFrame(), input).toJSON());
    }
  });

  test("the view times are sums of changes", () => {
    let viewTime = 0;
    for (const { viewTime: expected, frame } of sent) {
      if (expected === undefined) continue;
      const bytes = read(frame);
      expect(bytes.take("u8")).toBe(STAMPED_INPUT);
      viewTime += bytes.number();
      expect(viewTime).toBe(expected);
    }
  });
});

const STAMPED_INPUT = 0x93;
/** Where the fields of an input begin: after the code, and after the change of the view time. */
const bodyStart = (hex: string): number => {
  const bytes = read(hex);
  if (bytes.take("u8") === STAMPED_INPUT) bytes.number();
  return bytes.at;
};

test("the first frame of a session tells a client everything about the room", () => {
  const [greeting] = load("session");
  const bytes = read(greeting?.frame ?? "");
  expect(bytes.take("u8")).toBe(JOIN_ROOM);
  expect(bytes.text(bytes.take("u8"))).toBe("Hx4aHmwIt");
  expect(bytes.text(bytes.take("u8"))).toBe("schema");
  const { types } = readReflection(bytes.part(bytes.number()));
  expect(types.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  const sections = new Map<number, Uint8Array>();
  while (!bytes.isAtEnd) sections.set(bytes.take("u8"), bytes.part(bytes.number()));
  const input = readReflection(sections.get(1) ?? new Uint8Array());
  expect(input.types[0]?.fields.map(({ name }) => name)).toEqual(["moveX", "moveY", "aim", "buttons"]);
  expect([...(sections.get(2) ?? [])]).toEqual([3, 30]);
});
