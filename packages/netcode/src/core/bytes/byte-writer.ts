const INITIAL_BYTES = 4096;
/** So few bytes are copied sooner one by one than by a call. */
const SHORT_BYTES = 32;

/** Bytes being written, in a buffer that is used again and again and grows as it must. Numbers are little-endian. */
export class ByteWriter {
  bytes: Uint8Array;
  length = 0;

  /** Has room for so many bytes to begin with. */
  constructor(capacity = INITIAL_BYTES) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Starts over. */
  clear(): void {
    this.length = 0;
  }

  /** Makes sure of room for so many bytes more. The methods below don't ask: reserve what they will need. */
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

  /** A whole number from 0 up in as few bytes as it takes, 7 bits each (LEB128); at most 5. */
  varint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.bytes[this.length++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.bytes[this.length++] = rest;
  }

  /** Leaves out a number of bytes, as zeros, to be filled in later. Returns where they are. */
  skip(count: number): number {
    const start = this.length;
    this.bytes.fill(0, start, start + count);
    this.length += count;
    return start;
  }

  /** A stretch of other bytes. */
  copy(source: Uint8Array, start = 0, end = source.length): void {
    if (end - start > SHORT_BYTES) {
      this.bytes.set(source.subarray(start, end), this.length);
      this.length += end - start;
    } else {
      for (let index = start; index < end; index++) this.bytes[this.length++] = source[index] ?? 0;
    }
  }
}
