import { Protocol, ProtocolModifier, type Client, type Room } from "@colyseus/core";

import type { InputShape } from "./input-shape.ts";
import { isBytesMessage, isMessage, isRequest } from "./message-shape.ts";
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
const STAMPED_INPUT = Protocol.ROOM_INPUT_RELIABLE | ProtocolModifier.TIMED;

interface Guarded {
  _onMessage(client: Client, frame: Uint8Array): void;
  clock: { currentTime: number };
}

interface Door {
  isRefused(client: Client): boolean;
  /** Ends a connection at once. */
  refuse(client: Client, why: "flood" | "malformed", reason: string): void;
  /** Answers a message that is too long to be looked into. */
  refuseLong(client: Client): void;
  /** What the room takes as an input. */
  readonly isInput: InputShape;
}

/**
 * Guards the framework's decoders: a frame that they could not decode, that could hurt them or that they would complain of
 * reaches none of them, and ends its connection. So does sending more than anybody needs. Call it once in a room's constructor.
 *
 * As shipped, the three bytes `14 00 ff` (`ROOM_INPUT_UNRELIABLE`, which WebSockets never need) hang the process for good,
 * `94 ce ff ff ff ff` make it allocate until it dies, and each undecodable message writes a stack to the log.
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
    if (frame[0] === Protocol.ROOM_DATA && frame.length > MAX_MESSAGE_BYTES) {
      door.refuseLong(client);
      return;
    }
    if (!isDecodable(frame, door.isInput)) {
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

/** Whether a frame is one that clients send, complete and with nothing after it. */
function isDecodable(frame: Uint8Array, isInput: InputShape): boolean {
  if (frame.length > MAX_MESSAGE_BYTES) return false;
  switch (frame[0]) {
    case Protocol.ROOM_INPUT_RELIABLE:
    case STAMPED_INPUT:
      return isInput(frame);
    case Protocol.JOIN_ROOM:
    case Protocol.LEAVE_ROOM:
    case Protocol.PING:
      return frame.length === 1;
    case Protocol.ROOM_DATA:
      return isMessage(frame);
    case Protocol.ROOM_REQUEST:
      return isRequest(frame);
    case Protocol.ROOM_DATA_BYTES:
      return isBytesMessage(frame);
    default:
      return false;
  }
}
