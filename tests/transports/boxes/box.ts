import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo, Server as TcpServer, Socket } from "node:net";

/** A middlebox between clients and a server, which does one thing wrong. */
export interface Box {
  /** The port on which it listens. */
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** An HTTP server without Node's own time-outs and reserves, which would be further properties of a box. */
export const plainServer = (): Server => createServer({ keepAliveTimeout: 0, requestTimeout: 0 });

/** Opens a box on a free port. Closing it ends its connections. */
export async function openBox(server: TcpServer): Promise<Box> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => sockets.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
