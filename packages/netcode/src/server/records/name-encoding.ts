import { Protocol, type Client } from "@colyseus/core";

/**
 * Makes the confirmation of a client's join name `id` as the encoding of its state. The framework names one encoding
 * for all clients of a room. Call it when a client joins or reconnects, before the framework confirms that.
 */
export function nameEncoding(client: Client, id: string): void {
  const send = client.raw.bind(client);
  client.raw = (frame, ...rest) => {
    if (frame[0] !== Protocol.JOIN_ROOM) return send(frame, ...rest);
    client.raw = send;
    send(renamed(frame, id), ...rest);
  };
}

/** Replaces the name in a confirmation: its code, then the reconnection token and the name, each after its length. */
function renamed(frame: ArrayLike<number>, id: string): Buffer {
  const bytes = Buffer.from(frame);
  const nameAt = 2 + (bytes[1] ?? 0);
  const name = Buffer.from(id);
  return Buffer.concat([
    bytes.subarray(0, nameAt),
    Uint8Array.of(name.length),
    name,
    bytes.subarray(nameAt + 1 + (bytes[nameAt] ?? 0)),
  ]);
}
