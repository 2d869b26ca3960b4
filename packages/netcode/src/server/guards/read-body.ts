import type { IncomingMessage } from "node:http";

/** Why a body could not be read. */
export type BodyFault = "oversized" | "incomplete";

/**
 * Reads a request's body of at most `maxBytes`. Calls `done` once: with the bytes, or with what is wrong, also before
 * the whole body has arrived.
 */
export function readBody(request: IncomingMessage, maxBytes: number, done: (body: Buffer | BodyFault) => void): void {
  let isOver = false;
  const end = (result: Buffer | BodyFault): void => {
    if (isOver) return;
    isOver = true;
    done(result);
  };
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) {
    end("oversized");
    return;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  request.on("data", (chunk: Buffer) => {
    if (isOver) return;
    bytes += chunk.length;
    if (bytes > maxBytes) end("oversized");
    else chunks.push(chunk);
  });
  request.on("end", () => end(Buffer.concat(chunks)));
  // The client closed the connection in the middle of the body, so nothing can be answered.
  request.on("error", () => end("incomplete"));
}
