import { Protocol, ProtocolModifier, type Client, type Room } from "@colyseus/core";

import type { InputShape } from "./input-shape.ts";
import { isBytesMessage, isMessage, isRequest } from "./message-shape.ts";
import { TokenBucket, type Rate } from "./token-bucket.ts";

/**
 * Frames that one connection may send. An honest client at the highest tick rate sends about 70 per second, and many
 * at once after a stall of its connection.
 */
const FRAMES: Rate = { perSecond: 1000, burst: 2000 };
/** A longer frame counts as several. */
const BYTES_PER_FRAME = 1024;
/** The longest message that is decoded. Legal messages have a few hundred bytes. */
const MAX_MESSAGE_BYTES = 4 * 1024;
/**
 * The longest frame that does not end the connection. A message that is refused as too long must arrive before it can
 * be refused.
 */
export const MAX_FRAME_BYTES = 64 * 1024;
/**
 * Fragments that one message may have. No browser splits such a short message. `ws` may keep a whole read buffer for
 * each fragment.
 */
export const MAX_FRAGMENTS = 8;
/** Reads that one frame may need. A network packet has at least 500 bytes. */
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
  /** Answers a message that is too long to be decoded. */
  refuseLong(client: Client): void;
  /** Whether the room accepts this frame as an input. */
  readonly isInput: InputShape;
}

/**
 * Guards the framework's decoders. A frame that they could not decode, that could hurt them or that they would log
 * reaches none of them and ends its connection. A flood of frames does the same. Call it once in a room's
 * constructor.
 *
 * Without it, the three bytes `14 00 ff` (`ROOM_INPUT_UNRELIABLE`, which WebSockets never need) hang the process for
 * good, `94 ce ff ff ff ff` make it allocate until it dies, and each undecodable message writes a stack to the log.
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

/** Whether a frame is complete, of a kind that clients send, and has nothing after its end. */
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
