import { request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import type { Duplex, Writable } from "node:stream";

/** Headers between two neighbours, which no proxy forwards: RFC 9110, 7.6.1. */
const HOP_BY_HOP = new Set(["connection", "upgrade", "keep-alive", "proxy-connection", "te", "trailer"]);

/** Forwards a request to the server at `target`. `carry` copies the answer's body; by default it copies at once. */
export function forwardRequest(
  target: number,
  request: IncomingMessage,
  response: ServerResponse,
  carry: (from: IncomingMessage, to: Writable) => void = (from, to) => from.pipe(to),
): void {
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !HOP_BY_HOP.has(name)));
  const { method, url } = request;
  const asked = ask({ host: "127.0.0.1", port: target, method, path: url, headers }, (answer) => {
    const kept = Object.entries(answer.headers).filter(([name]) => !HOP_BY_HOP.has(name));
    response.writeHead(answer.statusCode ?? 502, Object.fromEntries(kept));
    response.flushHeaders();
    carry(answer, response);
  });
  asked.on("error", () => response.destroy());
  response.on("close", () => asked.destroy());
  request.pipe(asked);
}

/** Forwards a request to upgrade the connection. Returns the connection to the server; the answer is its first bytes. */
export function forwardUpgrade(target: number, { method, url, rawHeaders }: IncomingMessage, client: Duplex): Socket {
  const server = connect(target, "127.0.0.1");
  server.write(`${method} ${url} HTTP/1.1\r\n${linesOf(rawHeaders)}\r\n`);
  for (const [side, other] of [
    [client, server],
    [server, client],
  ] as const) {
    side.on("error", () => {});
    side.on("close", () => other.destroy());
  }
  return server;
}

/** Formats Node's flat list of names and values. */
export function linesOf(rawHeaders: readonly string[]): string {
  let lines = "";
  for (let index = 0; index < rawHeaders.length; index += 2)
    lines += `${rawHeaders[index]}: ${rawHeaders[index + 1]}\r\n`;
  return lines;
}
