import { HEADER_BYTES, startFrame, type Floor, type FloorClient } from "./floor-server.ts";

/** No state at all: one message comes in for each input, one of `bytes` goes out to everybody each tick. */
export function createIoFloor(bytes: number): Floor {
  const clients = new Set<FloorClient>();
  return {
    dropped: 0,
    enter: (client) => clients.add(client),
    leave: (client) => clients.delete(client),
    receive: (client) => {
      client.applied++;
    },
    tick: (now) => {
      for (const client of clients) client.send(startFrame(Math.max(HEADER_BYTES, bytes), now, client));
    },
  };
}
