import { openBox, plainServer, type Box } from "./box.ts";
import { forwardRequest } from "./forward.ts";

/** Forwards a request to upgrade the connection as a plain one, as RFC 9110 lets every proxy do. */
export function stripUpgrade(target: number): Promise<Box> {
  const server = plainServer();
  // Without a listener for upgrades, Node hands them over as requests.
  server.on("request", (request, response) => forwardRequest(target, request, response));
  return openBox(server);
}
