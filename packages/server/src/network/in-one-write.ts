import type { Client } from "@colyseus/core";

/** The TCP socket under a WebSocket: a stream that can hold back what it is given. */
interface Underlying {
  cork(): void;
  uncork(): void;
}

/**
 * Runs `send`; what each client is sent by it leaves in one system call. A patch and the events after it, each with its
 * header, were two of 13 us, a quarter of all the work of a tick with 400 clients.
 */
export function inOneWrite(clients: Iterable<Client>, send: () => void): void {
  const sockets: Underlying[] = [];
  for (const client of clients) {
    // `ws` keeps it to itself; a socket that has closed has none.
    const socket = (client.ref as unknown as { readonly _socket?: Underlying | null })._socket;
    if (!socket) continue;
    socket.cork();
    sockets.push(socket);
  }
  try {
    send();
  } finally {
    for (const socket of sockets) socket.uncork();
  }
}
