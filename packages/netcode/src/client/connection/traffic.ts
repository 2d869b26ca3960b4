import { Protocol, type Room } from "@colyseus/sdk";

/** The protocol code is in the low five bits of a frame's first byte. */
const CODE_MASK = 0x1f;

/** Number of state patches received, and their payload bytes without framing. */
export interface Traffic {
  patches: number;
  patchBytes: number;
}

/** Counts what a room's connection receives from now on. */
export function countPatches({ connection }: { readonly connection: Room["connection"] }): Traffic {
  const traffic = { patches: 0, patchBytes: 0 };
  const { events } = connection;
  const receive = events.onmessage;
  events.onmessage = (message: MessageEvent) => {
    if (((new Uint8Array(message.data)[0] ?? 0) & CODE_MASK) === Protocol.ROOM_STATE_PATCH) {
      traffic.patches++;
      traffic.patchBytes += message.data.byteLength;
    }
    receive?.(message);
  };
  return traffic;
}
