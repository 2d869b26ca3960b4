import { Duplex } from "node:stream";

import { Lane } from "./lane.ts";
import type { Link } from "./link.ts";

/**
 * One end of a connection in this process. It has what Node's HTTP, `ws` and servers use of a `net.Socket`, so that
 * the real code runs over it.
 */
export class VirtualSocket extends Duplex {
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly localAddress = "127.0.0.1";
  bytesWritten = 0;
  bytesRead = 0;
  #lane: Lane | undefined;
  #incoming: Lane | undefined;
  #onClose = (): void => {};
  #onReset = (): void => {};

  constructor(remoteAddress: string, remotePort: number) {
    super({ allowHalfOpen: true });
    this.remoteAddress = remoteAddress;
    this.remotePort = remotePort;
    this.on("error", () => {});
  }

  attach(outgoing: Lane, incoming: Lane, { onClose, onReset }: { onClose: () => void; onReset: () => void }): void {
    this.#lane = outgoing;
    this.#incoming = incoming;
    this.#onClose = onClose;
    this.#onReset = onReset;
  }

  /** Gives this end bytes that have arrived; undefined for the end. Returns false when it wants no more for now. */
  receive(bytes: Buffer | undefined): boolean {
    if (this.destroyed) return false;
    this.bytesRead += bytes?.length ?? 0;
    return this.push(bytes ?? null);
  }

  override _read(): void {
    this.#incoming?.read();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.bytesWritten += chunk.length;
    // A copy: the writer may use its buffer for the next message.
    this.#lane?.write(Buffer.from(chunk), done);
  }

  override _writev(chunks: { chunk: Buffer; encoding: BufferEncoding }[], done: () => void): void {
    this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), "binary", done);
  }

  override _final(done: () => void): void {
    this.#lane?.end();
    done();
  }

  /** What was written before still arrives, and then the end, as the kernel does it for a process that is gone. */
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.writableFinished) this.#lane?.end();
    this.#onClose();
    done(error);
  }

  /** Breaks the connection as a reset of the peer does. */
  reset(): void {
    this.destroy(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }));
  }

  /** Drops what has not arrived yet, and breaks the connection for the other end too. */
  resetAndDestroy(): this {
    this.#onReset();
    return this.destroy();
  }

  destroySoon(): void {
    if (this.writableFinished) this.destroy();
    else this.end(() => this.destroy());
  }

  setTimeout(): this {
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
}
