import { connect } from "node:net";

import { openBox, plainServer, type Box } from "./box.ts";

const ALLOWED_PORT = "443";
const CONNECTED = "HTTP/1.1 200 Connection established\r\n\r\n";
const REFUSAL = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/** A proxy that browsers are configured to use. It tunnels to port 443 of any name, which is the server here, and does nothing else. */
export function connectTo443(target: number): Promise<Box> {
  const server = plainServer();
  server.on("request", (_request, response) => response.writeHead(403).end());
  server.on("connect", (request, client) => {
    if (request.url?.split(":").at(-1) !== ALLOWED_PORT) {
      client.end(REFUSAL);
      return;
    }
    const upstream = connect(target, "127.0.0.1", () => client.write(CONNECTED));
    for (const [side, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      side.pipe(other);
      side.on("error", () => {});
      side.on("close", () => other.destroy());
    }
  });
  return openBox(server);
}
