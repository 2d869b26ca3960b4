import type { Server } from "node:net";

/** The TCP port a server listens on. Throws when it does not listen on one. */
export function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("not listening on a port");
  return address.port;
}
