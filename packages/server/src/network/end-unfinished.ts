import { UnfinishedMessages, type ReceivingSocket } from "@fray/netcode/server";

/** Between two looks at the connections. */
const CHECK_MS = 2000;

/** The part of the server of WebSockets behind a transport that is used here. */
interface WebSocketServer {
  on(event: "connection", listener: (socket: ReceivingSocket) => void): unknown;
}

/** Ends connections on which a message is begun and not finished. Returns how to stop looking. */
export function endUnfinished(transport: object): () => void {
  const messages = new UnfinishedMessages();
  // The transport keeps its server of WebSockets to itself.
  const { wss } = transport as { readonly wss: WebSocketServer };
  wss.on("connection", (socket) => messages.watch(socket));
  const checking = setInterval(() => messages.check(performance.now()), CHECK_MS).unref();
  return () => clearInterval(checking);
}
