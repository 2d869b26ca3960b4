import type { Runtime } from "@fray/netcode/core";
import { UnfinishedMessages, type ReceivingSocket } from "@fray/netcode/server";

/** Interval between checks of the connections, in ms. */
const CHECK_MS = 2000;

/** The part of the transport's WebSocket server that is used here. */
interface WebSocketServer {
  on(event: "connection", listener: (socket: ReceivingSocket) => void): unknown;
}

/**
 * Closes connections on which a peer began a message and does not finish it. Returns a function that stops the
 * checks.
 */
export function endUnfinished(transport: object, runtime: Runtime): () => void {
  const messages = new UnfinishedMessages(runtime);
  // The transport's WebSocket server is a private member.
  const { wss } = transport as { readonly wss: WebSocketServer };
  wss.on("connection", (socket) => messages.watch(socket));
  const checking = runtime.setInterval(() => messages.check(), CHECK_MS, { background: true });
  return () => checking.cancel();
}
