import { connect } from "node:net";

import { openBox, plainServer, type Box } from "./box.ts";
import { linesOf } from "./forward.ts";

/** Headers that HTTP/1.0 does not know. */
const NEWER = new Set(["connection", "upgrade", "keep-alive", "transfer-encoding", "expect", "te"]);

/** Speaks HTTP/1.0 to both sides: one request for each connection, no upgrade, and no chunks. */
export function http10(target: number): Promise<Box> {
  const server = plainServer();
  server.on("request", (request) => {
    const { method, url, rawHeaders, socket: client } = request;
    const kept = rawHeaders.filter((_, index) => !NEWER.has((rawHeaders[index - (index % 2)] ?? "").toLowerCase()));
    const upstream = connect(target, "127.0.0.1");
    upstream.write(`${method} ${url} HTTP/1.0\r\n${linesOf(kept)}\r\n`);
    request.on("data", (bytes: Buffer) => upstream.write(bytes));
    upstream.once("data", (first: Buffer) => {
      // Node names its own version in the answer, and follows the rules of the asked one.
      client.write(first.toString("latin1").replace("HTTP/1.1", "HTTP/1.0"), "latin1");
      upstream.pipe(client);
    });
    upstream.on("error", () => client.destroy());
    client.on("close", () => upstream.destroy());
  });
  return openBox(server);
}
