import { Lane } from "./lane.ts";
import type { Breakable, Link } from "./link.ts";
import { VirtualSocket } from "./virtual-socket.ts";

/** Where a connection comes from. */
export interface PeerAddress {
  readonly address: string;
  readonly port: number;
}

/** A connection over a link: the client's end and the server's. */
export class VirtualConnection implements Breakable {
  readonly near: VirtualSocket;
  readonly far: VirtualSocket;
  readonly #link: Link;
  readonly #lanes: readonly [Lane, Lane];

  constructor(link: Link, client: PeerAddress, serverPort: number) {
    this.near = new VirtualSocket("127.0.0.1", serverPort);
    this.far = new VirtualSocket(client.address, client.port);
    this.#link = link;
    const out = new Lane(link, (bytes) => this.far.receive(bytes));
    const back = new Lane(link, (bytes) => this.near.receive(bytes));
    this.#lanes = [out, back];
    this.near.attach(out, back, this.#eventsOf(this.far));
    this.far.attach(back, out, this.#eventsOf(this.near));
    link.add(this);
  }

  reset(): void {
    this.#stop();
    for (const end of [this.near, this.far]) if (!end.destroyed) end.reset();
  }

  silence(): void {
    for (const lane of this.#lanes) lane.silence();
  }

  #eventsOf(other: VirtualSocket) {
    return {
      onClose: () => {
        if (this.near.destroyed && this.far.destroyed) this.#stop();
      },
      onReset: () => {
        this.#stop();
        const wait = (this.#link.options.roundTripMs ?? 0) / 2;
        setTimeout(() => {
          if (!other.destroyed) other.reset();
        }, wait);
      },
    };
  }

  #stop(): void {
    for (const lane of this.#lanes) lane.stop();
    this.#link.remove(this);
  }
}
