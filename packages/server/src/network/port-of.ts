import type { Server } from "node:net";

/** Returns the TCP port on which a server listens. Throws when it listens on none. */
export function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("not listening on a port");
  return address.port;
}
