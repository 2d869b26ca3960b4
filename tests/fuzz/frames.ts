import { getMessageBytes, Protocol, ProtocolModifier } from "@colyseus/core";
import { encode } from "@colyseus/schema";
import { InputEncoder } from "@colyseus/schema/input";
import type { Random } from "@fray/netcode/core";
import { InputFrame } from "@fray/shared-state/schema/input-frame";

const MAX_BYTES = 4096;
const MAX_MUTATIONS = 4;

/** Frames that hurt an earlier version, or a decoder that is reached without a guard. */
const NOTORIOUS: readonly (readonly number[])[] = [
  Array.from({ length: 1364 * 3 + 1 }, (_, index) => (index === 0 ? 0x13 : ([0xff, 0x00, 0x32][(index - 1) % 3] ?? 0))),
  [0x13, 0xff, 0x00],
  [0x13, 0xff, 0x07],
  [0x13, 0x40, 0x41, 0x42],
  [0x14, 0x00, 0xff],
  [0x94, 0xce, 0xff, 0xff, 0xff, 0xff],
  [0x0d, 0xa1, 0xff],
  [0x0d, 0xa4, 0x63, 0x68, 0x61, 0x74, 0xc1],
  [0x0d, 0xa4, 0x63, 0x68, 0x61, 0x74, 0xdd, 0x01, 0xff, 0xff, 0xff],
  [0x15, 0x01, 0xa4, 0x63, 0x68, 0x61, 0x74, 0xdf, 0xff, 0xff, 0xff, 0xff],
  [0x15, 0xc1],
  [0x11, 0xdb, 0xff, 0xff, 0xff, 0x7f],
  [0x0d, 0xa1, 0x78, ...Array.from({ length: 4000 }, () => 0x91)],
  [0x0d, 0xa1, 0x78, 0xd4, 0x72, 0x40, 0x91, 0xa1, 0x61, 0xc0],
];

/** Makes frames from honest ones: as they are, changed in a few places, or of any bytes. The same for the same `random`. */
export function createFrames(random: Random): () => Uint8Array {
  const below = (count: number): number => Math.floor(random() * count);
  const pick = <T>(all: readonly T[], otherwise: T): T => all[below(all.length)] ?? otherwise;
  const inputs = createInputs(random);
  const anyFrame = (): Uint8Array => Uint8Array.from({ length: below(24) }, () => below(256));
  const original = (): Uint8Array => {
    switch (below(8)) {
      case 0:
        return Uint8Array.from(pick(NOTORIOUS, []));
      case 1:
        return anyFrame();
      case 2:
      case 3:
      case 4:
        return message(random);
      default:
        return inputs();
    }
  };
  const mutate = (frame: Uint8Array): Uint8Array => {
    const at = below(frame.length + 1);
    switch (below(6)) {
      case 0:
        return frame.with(Math.min(at, frame.length - 1), below(256));
      case 1:
        return frame.subarray(0, at);
      case 2:
        return concat(frame.subarray(0, at), anyFrame(), frame.subarray(at));
      case 3:
        return concat(frame.subarray(0, at), frame.subarray(Math.min(frame.length, at + 1 + below(4))));
      case 4:
        return concat(frame, original());
      default:
        // Another code, and perhaps modifiers: most of what it says then belongs to another decoder.
        return frame.with(0, (below(4) === 0 ? below(8) << 5 : 0) | below(32));
    }
  };
  return () => {
    let frame = original();
    // Most of them in few places, or none would get past a frame's first bytes.
    for (let count = below(1 + below(MAX_MUTATIONS + 1)); count > 0 && frame.length > 0; count--) frame = mutate(frame);
    return frame.slice(0, MAX_BYTES);
  };
}

/** Inputs as a client's encoder makes them, with and without the time that was seen. */
export function createInputs(random: Random): () => Uint8Array {
  const input = new InputFrame();
  const encoder = new InputEncoder(input);
  return () => {
    if (random() < 0.05) encoder.reset();
    if (random() < 0.5) input.moveX = 2 * random() - 1;
    if (random() < 0.5) input.moveY = 2 * random() - 1;
    if (random() < 0.5) input.aim = Math.PI * 2 * random();
    if (random() < 0.5) input.buttons = Math.floor(random() * 16);
    const frame = new Uint8Array(64);
    const it = { offset: 1 };
    const isStamped = random() < 0.7;
    frame[0] = Protocol.ROOM_INPUT_RELIABLE | (isStamped ? ProtocolModifier.TIMED : 0);
    if (isStamped) encode.number(frame, random() < 0.9 ? Math.floor(random() * 100) - 10 : random() * 1e6, it);
    const body = encoder.encode();
    frame.set(body, it.offset);
    return frame.slice(0, it.offset + body.length);
  };
}

const TYPES = ["chat", "emote", "look", "follow", "role", "kick", "bots", "friends", "nonsense", "__proto__", ""];
const PAYLOADS: readonly unknown[] = [
  undefined,
  null,
  7,
  "text",
  { scope: "all", text: "hello" },
  { emote: 1 },
  { x: 1.5, y: 2 },
  { id: 3 },
  { spectate: false },
  { codes: ["a", "b"] },
  [1, [2, { deep: [true, false] }]],
  { at: new Date(0) },
];

function message(random: Random): Uint8Array {
  const below = (count: number): number => Math.floor(random() * count);
  const type = TYPES[below(TYPES.length)] ?? "";
  const payload = PAYLOADS[below(PAYLOADS.length)];
  const frame = getMessageBytes.raw(Protocol.ROOM_DATA, type, payload);
  switch (below(3)) {
    case 0:
      return frame;
    case 1:
      return concat(Uint8Array.of(Protocol.ROOM_REQUEST, below(128)), frame.subarray(1));
    default:
      return concat(Uint8Array.of(Protocol.ROOM_DATA_BYTES), frame.subarray(1));
  }
}

function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}
