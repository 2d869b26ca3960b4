import { Protocol, type Client, type Room } from "@colyseus/core";

import { TokenBucket, type Rate } from "./token-bucket.ts";

/**
 * Frames one connection may send. An honest client at the highest tick rate sends about 70 a second, and after a stall
 * of its line many at once.
 */
const FRAMES: Rate = { perSecond: 1000, burst: 2000 };
/** A longer frame counts as several. */
const BYTES_PER_FRAME = 1024;
/** The longest message that is looked into; legal ones have a few hundred bytes. */
const MAX_MESSAGE_BYTES = 4 * 1024;
/** What a connection may send in one piece without ending: a message that is refused as too long has to arrive first. */
export const MAX_FRAME_BYTES = 64 * 1024;
/** Frames that a message may come in: no browser makes two of one so short. What `ws` keeps of each can be a whole read. */
export const MAX_FRAGMENTS = 8;
/** Reads that a frame may come in. A network packet has 500 bytes and more. */
export const MAX_BUFFERED_CHUNKS = 256;
/** The protocol code is in the low five bits of the first byte, modifiers in the others. */
const CODE_MASK = 0x1f;

interface Guarded {
  _onMessage(client: Client, frame: Uint8Array): void;
  clock: { currentTime: number };
}

interface Door {
  isRefused(client: Client): boolean;
  refuse(client: Client, why: "flood" | "malformed", reason: string): void;
  /** Somebody said something that is too long to be looked into. */
  refuseLong(client: Client): void;
}

/**
 * Puts a door in front of the framework's decoder: frames that could hurt it are refused, and so is whoever sends
 * more than anybody needs. Call it once in a room's constructor.
 *
 * `ROOM_INPUT_UNRELIABLE` (code 20) is refused outright: WebSockets never need it, and in 0.18 the three bytes
 * `14 00 ff` hang the process for good while `94 ce ff ff ff ff` make it allocate until it dies.
 */
export function guardFrames(room: Room, door: Door): void {
  const guarded = room as unknown as Guarded;
  const decode = guarded._onMessage.bind(guarded);
  const budgets = new WeakMap<Client, TokenBucket>();
  guarded._onMessage = (client, frame) => {
    if (door.isRefused(client)) return;
    const now = guarded.clock.currentTime;
    let budget = budgets.get(client);
    if (!budget) budgets.set(client, (budget = new TokenBucket(FRAMES, now)));
    if (!budget.take(now, Math.ceil((frame.length + 1) / BYTES_PER_FRAME))) {
      door.refuse(client, "flood", "too many messages");
      return;
    }
    const code = (frame[0] ?? 0) & CODE_MASK;
    if (code === Protocol.ROOM_DATA && frame.length > MAX_MESSAGE_BYTES) {
      door.refuseLong(client);
      return;
    }
    if (frame.length === 0 || frame.length > MAX_MESSAGE_BYTES || code === Protocol.ROOM_INPUT_UNRELIABLE) {
      door.refuse(client, "malformed", "malformed frame");
      return;
    }
    try {
      decode(client, frame);
    } catch {
      door.refuse(client, "malformed", "malformed frame");
    }
  };
}
