import type { Readable, Writable } from "node:stream";

import { openBox, plainServer, type Box } from "./box.ts";
import { forwardRequest, forwardUpgrade } from "./forward.ts";

const HELD_BYTES = 8 * 1024;

/** Forwards what the server sends in pieces of at least 8 KiB, and the rest when the server has finished. */
export function holdBytes(target: number): Promise<Box> {
  const server = plainServer();
  server.on("request", (request, response) => forwardRequest(target, request, response, carryLate));
  server.on("upgrade", (request, client) => {
    const upstream = forwardUpgrade(target, request, client);
    client.pipe(upstream);
    // A box that held the handshake itself would be a slow one, and not a box that buffers.
    upstream.once("data", (handshake: Buffer) => {
      client.write(handshake);
      carryLate(upstream, client);
    });
  });
  return openBox(server);
}

function carryLate(from: Readable, to: Writable): void {
  let held: Buffer[] = [];
  let bytes = 0;
  const flush = (): void => {
    to.write(Buffer.concat(held));
    held = [];
    bytes = 0;
  };
  from.on("data", (chunk: Buffer) => {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes >= HELD_BYTES) flush();
  });
  from.on("end", () => {
    flush();
    to.end();
  });
}
