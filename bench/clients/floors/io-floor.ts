import { HEADER_BYTES, startFrame, type Floor, type FloorClient } from "./floor-server.ts";

/**
 * A server without state. It receives one message for each input and sends one message of `bytes` bytes to each
 * client every tick.
 */
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
