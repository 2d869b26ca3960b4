import { openBox, plainServer, type Box } from "./box.ts";
import { forwardRequest, forwardUpgrade } from "./forward.ts";

const END_OF_HEAD = "\r\n\r\n";

/** Forwards the handshake of a WebSocket, and then drops every byte of it in both directions. It stays open. */
export function swallowFrames(target: number): Promise<Box> {
  const server = plainServer();
  server.on("request", (request, response) => forwardRequest(target, request, response));
  server.on("upgrade", (request, client) => {
    let head = "";
    client.resume();
    forwardUpgrade(target, request, client).on("data", (bytes: Buffer) => {
      if (head.includes(END_OF_HEAD)) return;
      head += bytes.toString("latin1");
      const end = head.indexOf(END_OF_HEAD);
      if (end >= 0) client.write(head.slice(0, end + END_OF_HEAD.length), "latin1");
    });
  });
  return openBox(server);
}
