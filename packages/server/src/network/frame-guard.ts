import { Protocol, type Client, type Room } from "@colyseus/core";

import { TokenBucket, type Rate } from "./token-bucket.ts";

/**
 * Frames one connection may send. An honest client at the highest tick rate sends about 70 a second, and after a stall
 * of its line many at once.
 */
const FRAMES: Rate = { perSecond: 1000, burst: 2000 };
/** The protocol code is in the low five bits of the first byte, modifiers in the others. */
const CODE_MASK = 0x1f;

interface Guarded {
  _onMessage(client: Client, frame: Uint8Array): void;
  clock: { currentTime: number };
}

interface Door {
  isRefused(client: Client): boolean;
  refuse(client: Client, why: "flood" | "malformed", reason: string): void;
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
    if (!budget.take(now)) {
      door.refuse(client, "flood", "too many messages");
      return;
    }
    if (frame.length === 0 || ((frame[0] ?? 0) & CODE_MASK) === Protocol.ROOM_INPUT_UNRELIABLE) {
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
