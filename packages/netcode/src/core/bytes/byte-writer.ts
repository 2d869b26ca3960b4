const INITIAL_BYTES = 4096;
/** Below this number of bytes a loop copies faster than a call. */
const SHORT_BYTES = 32;

/** Writes bytes into a reused buffer that grows when needed. Numbers are little-endian. */
export class ByteWriter {
  bytes: Uint8Array;
  length = 0;

  /** `capacity` is the initial size in bytes. */
  constructor(capacity = INITIAL_BYTES) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Discards all written bytes. */
  clear(): void {
    this.length = 0;
  }

  /** Makes room for `count` more bytes. The methods below don't check: reserve what they need. */
  reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const bytes = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
    bytes.set(this.bytes.subarray(0, this.length));
    this.bytes = bytes;
  }

  uint8(value: number): void {
    this.bytes[this.length++] = value;
  }

  uint16(value: number): void {
    this.bytes[this.length++] = value;
    this.bytes[this.length++] = value >>> 8;
  }

  uint32(value: number): void {
    this.uint16(value);
    this.uint16(value >>> 16);
  }

  /** Writes a whole number from 0 up with 7 bits per byte (LEB128), in at most 5 bytes. */
  varint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.bytes[this.length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.bytes[this.length++] = rest;
  }

  /** Writes `count` zero bytes, to be filled in later. Returns their position. */
  skip(count: number): number {
    const start = this.length;
    this.bytes.fill(0, start, start + count);
    this.length += count;
    return start;
  }

  /** Copies a part of other bytes. */
  copy(source: Uint8Array, start = 0, end = source.length): void {
    if (end - start > SHORT_BYTES) {
      this.bytes.set(source.subarray(start, end), this.length);
      this.length += end - start;
    } else {
      for (let index = start; index < end; index++) this.bytes[this.length++] = source[index] ?? 0;
    }
  }
}
