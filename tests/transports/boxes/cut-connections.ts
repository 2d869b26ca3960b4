import { connect, createServer } from "node:net";

import { openBox, type Box } from "./box.ts";

const LIFE_MS = 15_000;

/** Resets every connection after 15 s, whatever it does. */
export function cutConnections(target: number): Promise<Box> {
  const server = createServer((client) => {
    const upstream = connect(target, "127.0.0.1");
    const timer = setTimeout(() => client.resetAndDestroy(), LIFE_MS);
    client.setNoDelay(true).pipe(upstream.setNoDelay(true)).pipe(client);
    upstream.on("error", () => {});
    upstream.on("close", () => client.destroy());
    client.on("close", () => {
      clearTimeout(timer);
      upstream.destroy();
    });
  });
  return openBox(server);
}
