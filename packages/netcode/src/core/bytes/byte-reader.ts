/** A frame that our server never sends. */
export class FrameError extends Error {
  override name = "FrameError";
}

/** Reads what a `ByteWriter` wrote. Every method throws a `FrameError` instead of reading beyond the end. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #offset: number;

  constructor(bytes: Uint8Array, offset = 0) {
    this.#bytes = bytes;
    this.#offset = offset;
  }

  get isAtEnd(): boolean {
    return this.#offset === this.#bytes.length;
  }

  uint8(): number {
    const byte = this.#bytes[this.#offset++];
    if (byte === undefined) throw new FrameError("a frame ends too early");
    return byte;
  }

  uint16(): number {
    return this.uint8() | (this.uint8() << 8);
  }

  uint32(): number {
    return (this.uint16() | (this.uint16() << 16)) >>> 0;
  }

  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.uint8();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw new FrameError("a number is too long");
  }

  /** Returns all bytes that are left without copying them. */
  rest(): Uint8Array {
    return this.take(this.#bytes.length - this.#offset);
  }

  /** Returns the next `count` bytes without copying them. */
  take(count: number): Uint8Array {
    const start = this.#offset;
    if (start + count > this.#bytes.length) throw new FrameError("a frame ends too early");
    this.#offset += count;
    return this.#bytes.subarray(start, this.#offset);
  }
}
