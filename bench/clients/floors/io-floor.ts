import { HEADER_BYTES, startFrame, type Floor, type FloorClient } from "./floor-server.ts";

/** No state at all: one message comes in for each input, one of `bytes` goes out to everybody each tick. */
export class IoFloor implements Floor {
  readonly dropped = 0;
  readonly #bytes: number;
  readonly #clients = new Set<FloorClient>();

  constructor(bytes: number) {
    this.#bytes = Math.max(HEADER_BYTES, bytes);
  }

  enter(client: FloorClient): void {
    this.#clients.add(client);
  }

  leave(client: FloorClient): void {
    this.#clients.delete(client);
  }

  receive(client: FloorClient): void {
    client.applied++;
  }

  tick(now: number): void {
    for (const client of this.#clients) client.send(startFrame(this.#bytes, now, client));
  }
}
