import { WebSocketTransport, type TransportOptions } from "@colyseus/ws-transport";
import type { EventEmitter } from "node:events";

import { faultOf, type PeerLog } from "../peer-log.ts";

/**
 * The framework's WebSockets without its error log. By default, a frame that breaks the protocol or is too long
 * writes a stack to the log, with or without a seat. The connection is closed already at that time.
 */
export class QuietTransport extends WebSocketTransport {
  constructor(options: TransportOptions, log: PeerLog) {
    super(options);
    // This listener runs after the framework's own, and replaces the error listener that the framework added.
    this.wss.on("connection", (socket: EventEmitter) => {
      socket.removeAllListeners("error");
      socket.on("error", (error: Error) =>
        log.write("connection", "info", { fault: faultOf(error).fault }, "connection broken"),
      );
    });
  }

  /** Number of open WebSockets. */
  get openSockets(): number {
    return this.wss.clients.size;
  }
}
