import { Duplex } from "node:stream";

import type { Lane } from "./lane.ts";

interface VirtualSocketOptions {
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** Whether this end may go on writing after the other end has ended. */
  readonly allowHalfOpen: boolean;
}

/** What a connection wants to know of its ends. */
interface SocketEvents {
  onClose(): void;
  onReset(): void;
  onSilence(): void;
}

/**
 * One end of a connection in this process. It has what Node's HTTP, `ws` and servers use of a `net.Socket`, so that
 * the real code runs over it.
 */
export class VirtualSocket extends Duplex {
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly remoteFamily = "IPv4";
  readonly localAddress = "127.0.0.1";
  bytesRead = 0;
  #dispatchedBytes = 0;
  /** Bytes of the write that the kernel has not taken completely. */
  #blockedBytes = 0;
  #outgoing: Lane | undefined;
  #incoming: Lane | undefined;
  #events: SocketEvents | undefined;
  #timeoutMs = 0;
  #timeout: NodeJS.Timeout | undefined;

  constructor({ remoteAddress, remotePort, allowHalfOpen }: VirtualSocketOptions) {
    super({ allowHalfOpen });
    this.remoteAddress = remoteAddress;
    this.remotePort = remotePort;
    // A reset of a connection that nobody listens to is no fault of the program.
    this.on("error", () => {});
  }

  attach(outgoing: Lane, incoming: Lane, events: SocketEvents): void {
    this.#outgoing = outgoing;
    this.#incoming = incoming;
    this.#events = events;
  }

  /** Bytes that were written, also those that still wait in this process, as with a `net.Socket`. */
  get bytesWritten(): number {
    return this.#dispatchedBytes + Math.max(0, this.writableLength - this.#blockedBytes);
  }

  /** Gives this end bytes that have arrived; undefined for the end. Returns false when it wants no more for now. */
  receive(bytes: Buffer | undefined): boolean {
    this.bytesRead += bytes?.length ?? 0;
    this.#restartTimeout();
    return this.push(bytes ?? null);
  }

  override _read(): void {
    this.#incoming?.read();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#dispatchedBytes += chunk.length;
    this.#blockedBytes = chunk.length;
    this.#restartTimeout();
    // A copy: the writer may use its buffer for the next message.
    this.#outgoing?.write(Buffer.from(chunk), () => {
      this.#blockedBytes = 0;
      done();
    });
  }

  override _writev(chunks: { chunk: Buffer; encoding: BufferEncoding }[], done: () => void): void {
    this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), "binary", done);
  }

  override _final(done: () => void): void {
    this.#outgoing?.end();
    done();
  }

  /** What was written before still arrives, and then the end, as the kernel does it for a process that is gone. */
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.#timeout);
    if (!this.writableFinished) this.#outgoing?.end();
    // Bytes for this end must not hold up the other one.
    this.#incoming?.read();
    this.#events?.onClose();
    done(error);
  }

  /** Breaks the connection as a reset of the peer does. */
  reset(): void {
    this.destroy(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }));
  }

  /** Drops what has not arrived yet, and breaks the connection for the other end too. */
  resetAndDestroy(): this {
    if (!this.destroyed) this.#events?.onReset();
    return this.destroy();
  }

  /** Delivers nothing more in either direction, and tells neither end, as a machine that has lost its power. */
  silence(): void {
    this.#events?.onSilence();
    this.destroy();
  }

  destroySoon(): void {
    if (this.writableFinished) this.destroy();
    else this.end(() => this.destroy());
  }

  /** Emits "timeout" after `ms` without traffic, and again after each further traffic; 0 for never. */
  setTimeout(ms: number, listener?: () => void): this {
    this.#timeoutMs = ms;
    if (listener && ms > 0) this.once("timeout", listener);
    else if (listener) this.off("timeout", listener);
    this.#restartTimeout();
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  #restartTimeout(): void {
    clearTimeout(this.#timeout);
    if (this.#timeoutMs > 0 && !this.destroyed) this.#timeout = setTimeout(() => this.emit("timeout"), this.#timeoutMs);
  }
}
