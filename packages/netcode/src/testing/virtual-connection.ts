import { Lane } from "./lane.ts";
import type { Breakable, Link } from "./link.ts";
import { VirtualSocket } from "./virtual-socket.ts";

/** Where a connection comes from. */
export interface Peer {
  readonly address: string;
  readonly port: number;
  /** Whether it may go on writing after the server has ended. */
  readonly allowHalfOpen: boolean;
  /** Whether it asks for a WebSocket. */
  readonly isWebSocket: boolean;
}

/** A connection over a link: the client's end and the server's. */
export class VirtualConnection implements Breakable {
  readonly near: VirtualSocket;
  readonly far: VirtualSocket;
  readonly isWebSocket: boolean;
  readonly #link: Link;
  readonly #lanes: readonly [Lane, Lane];
  #isSilent = false;

  constructor(link: Link, client: Peer, serverPort: number) {
    const { allowHalfOpen, isWebSocket } = client;
    this.isWebSocket = isWebSocket;
    this.near = new VirtualSocket({ remoteAddress: "127.0.0.1", remotePort: serverPort, allowHalfOpen });
    this.far = new VirtualSocket({ remoteAddress: client.address, remotePort: client.port, allowHalfOpen: true });
    this.#link = link;
    const out = this.#laneTo(this.far, this.near);
    const isSwallowed = isWebSocket && link.options.webSockets === "swallowed";
    const back = this.#laneTo(this.near, this.far, isSwallowed);
    this.#lanes = [out, back];
    this.near.attach(out, back, this.#eventsOf(this.far));
    this.far.attach(back, out, this.#eventsOf(this.near));
    link.add(this);
  }

  /**
   * Gives the server its end at a time, or after a stall. A client that has given up by then was never connected, and
   * nothing that it wrote arrives.
   */
  acceptAt(time: number, accept: (far: VirtualSocket) => void): void {
    const waitMs = Math.max(time, this.#link.stalledUntil) - performance.now();
    if (waitMs > 0) setTimeout(() => this.acceptAt(time, accept), Math.ceil(waitMs));
    else if (this.near.destroyed) this.reset();
    else accept(this.far);
  }

  get waitingBytes(): number {
    return this.#lanes[0].waitingBytes + this.#lanes[1].waitingBytes;
  }

  reset(): void {
    this.#stop();
    for (const end of [this.near, this.far]) if (!end.destroyed) end.reset();
  }

  silence(): void {
    this.#isSilent = true;
    for (const lane of this.#lanes) lane.silence();
  }

  /** `isSwallowed`: nothing arrives after the first piece, which is the server's consent to a WebSocket. */
  #laneTo(receiver: VirtualSocket, sender: VirtualSocket, isSwallowed = false): Lane {
    return new Lane(this.#link, (bytes) => {
      if (isSwallowed) this.silence();
      if (!receiver.destroyed) return receiver.receive(bytes);
      // A kernel answers bytes for a closed socket with a reset.
      if (bytes) this.#resetLater(sender);
      return true;
    });
  }

  #eventsOf(other: VirtualSocket) {
    return {
      onClose: () => {
        if (this.near.destroyed && this.far.destroyed) this.#stop();
      },
      onReset: () => {
        for (const lane of this.#lanes) lane.stop();
        this.#resetLater(other);
      },
      onSilence: () => this.silence(),
    };
  }

  /** A reset takes as long as any other packet, and is lost like any other on a silent connection. */
  #resetLater(end: VirtualSocket): void {
    if (this.#isSilent) return;
    const pump = (): void => {
      const waitMs = Math.ceil(this.#link.stalledUntil - performance.now());
      if (waitMs > 0) setTimeout(pump, waitMs);
      else if (!end.destroyed && !this.#isSilent) end.reset();
    };
    setTimeout(pump, Math.ceil(this.#link.arrivalTime() - performance.now()));
  }

  #stop(): void {
    for (const lane of this.#lanes) lane.stop();
    this.#link.remove(this);
  }
}
