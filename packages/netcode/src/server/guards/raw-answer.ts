import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";

/** The part of the `ws` server behind a transport that is used here. */
interface WebSocketServer {
  on(event: "wsClientError", listener: (error: Error, socket: Duplex) => void): unknown;
}

/** Keeps a browser from guessing another content type. */
export const NO_SNIFFING = ["X-Content-Type-Options", "nosniff"] as const;

/** Answers on a connection that Node's HTTP server no longer handles, and ends it. */
export function answerRaw(socket: Duplex, status: number, sentence: string): void {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Content-Type: text/plain",
    NO_SNIFFING.join(": "),
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${sentence}`);
}

/** Answers illegal requests for a WebSocket in plain text. The library would answer in HTML. */
export function guardHandshakes(transport: object): void {
  // The transport's WebSocket server is a private field.
  const { wss } = transport as { readonly wss: WebSocketServer };
  wss.on("wsClientError", (error, socket) => {
    // The peer may be gone before the answer is written.
    socket.on("error", () => socket.destroy());
    answerRaw(socket, 400, error.message);
  });
}
