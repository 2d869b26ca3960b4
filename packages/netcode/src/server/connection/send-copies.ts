import type { Client } from "@colyseus/core";

/**
 * Gives a client frames of its own. The framework sends the patches of a room without inputs out of one buffer that the next
 * patch is written into: whose line had not taken the first by then was sent a mixture of both.
 */
export function sendCopies(client: Client): void {
  const send = client.raw.bind(client);
  client.raw = (frame, ...rest) => send(Buffer.from(frame), ...rest);
}
