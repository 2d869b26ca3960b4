import type { Client } from "@colyseus/core";

/**
 * Sends copies of all frames to a client. In a room without inputs, the framework sends every patch from one buffer
 * that it reuses. A slow connection then sent a mixture of two patches.
 */
export function sendCopies(client: Client): void {
  const send = client.raw.bind(client);
  client.raw = (frame, ...rest) => send(Buffer.from(frame), ...rest);
}
