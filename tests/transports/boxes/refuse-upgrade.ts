import { openBox, plainServer, type Box } from "./box.ts";
import { forwardRequest } from "./forward.ts";

const REFUSAL = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/** Answers every request to upgrade the connection with 403, as a filter of a company does. */
export function refuseUpgrade(target: number): Promise<Box> {
  const server = plainServer();
  server.on("request", (request, response) => forwardRequest(target, request, response));
  server.on("upgrade", (_request, socket) => socket.end(REFUSAL));
  return openBox(server);
}
