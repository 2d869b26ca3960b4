import { WebSocketTransport, type TransportOptions } from "@colyseus/ws-transport";
import type { EventEmitter } from "node:events";

import { faultOf, logPeer } from "../peer-log.ts";

/**
 * The framework's WebSockets. As shipped, a frame that breaks the protocol or is too long writes a stack to the log, with a seat or
 * without one; the connection is closed by then.
 */
export class QuietTransport extends WebSocketTransport {
  constructor(options: TransportOptions) {
    super(options);
    // It comes after the framework's own, and replaces what that listens with.
    this.wss.on("connection", (socket: EventEmitter) => {
      socket.removeAllListeners("error");
      socket.on("error", (error: Error) =>
        logPeer("connection", "info", { fault: faultOf(error).fault }, "connection broken"),
      );
    });
  }
}
