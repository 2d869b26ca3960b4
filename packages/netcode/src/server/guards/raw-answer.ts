import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";

/** The part of the `ws` server behind a transport that is used here. */
interface WebSocketServer {
  on(event: "wsClientError", listener: (error: Error, socket: Duplex) => void): unknown;
}

/** Keeps a browser from guessing that an answer is something else than it says. */
export const NO_SNIFFING = ["X-Content-Type-Options", "nosniff"] as const;

/** Answers on a connection that Node's HTTP server has handed over or given up, and ends it. */
export function answerRaw(socket: Duplex, status: number, sentence: string): void {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Content-Type: text/plain",
    NO_SNIFFING.join(": "),
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${sentence}`);
}

/** Answers requests to a WebSocket transport that ask for a connection in no legal way. The library would, but as HTML. */
export function guardHandshakes(transport: object): void {
  // The transport keeps its server of WebSockets to itself.
  const { wss } = transport as { readonly wss: WebSocketServer };
  wss.on("wsClientError", (error, socket) => {
    // The other end may be gone before it is answered.
    socket.on("error", () => socket.destroy());
    answerRaw(socket, 400, error.message);
  });
}
