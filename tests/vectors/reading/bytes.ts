/** Formats of the numbers that begin with the bytes 0xca to 0xd3. */
const NUMBERS = ["f32", "f64", "u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64"] as const;
type Format = (typeof NUMBERS)[number];
const SIZES: Readonly<Record<Format, number>> = {
  f32: 4,
  f64: 8,
  u8: 1,
  u16: 2,
  u32: 4,
  u64: 8,
  i8: 1,
  i16: 2,
  i32: 4,
  i64: 8,
};

export const bytesOfHex = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));

/** Reads values from bytes as docs/protocol.md describes them, without any code of the game or the framework. */
export class Bytes {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** How many bytes have been read. */
  get at(): number {
    return this.#at;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  part(length: number): Uint8Array {
    const start = this.#at;
    this.#at += length;
    if (this.#at > this.#bytes.length) throw new Error("the bytes end too early");
    return this.#bytes.subarray(start, this.#at);
  }

  take(format: Format, isLittle = true): number {
    const at = this.#at;
    this.#at += SIZES[format];
    const view = this.#view;
    switch (format) {
      case "f32":
        return view.getFloat32(at, isLittle);
      case "f64":
        return view.getFloat64(at, isLittle);
      case "u8":
        return view.getUint8(at);
      case "u16":
        return view.getUint16(at, isLittle);
      case "u32":
        return view.getUint32(at, isLittle);
      case "u64":
        return Number(view.getBigUint64(at, isLittle));
      case "i8":
        return view.getInt8(at);
      case "i16":
        return view.getInt16(at, isLittle);
      case "i32":
        return view.getInt32(at, isLittle);
      default:
        return Number(view.getBigInt64(at, isLittle));
    }
  }

  number(isLittle = true): number {
    const head = this.take("u8");
    if (head < 0x80) return head;
    if (head >= 0xe0) return head - 0x100;
    const format = NUMBERS[head - 0xca];
    if (!format) throw new Error(`${head} begins no number`);
    return this.take(format, isLittle);
  }

  /** A number of 7 bits per byte, as records have it. */
  varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.take("u8");
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  text(length: number): string {
    return new TextDecoder().decode(this.part(length));
  }

  string(isLittle = true): string {
    const head = this.take("u8");
    if (head >= 0xa0 && head < 0xc0) return this.text(head - 0xa0);
    return this.text(this.take(head === 0xd9 ? "u8" : head === 0xda ? "u16" : "u32", isLittle));
  }

  /** A MessagePack value, whose numbers are big-endian. */
  value(): unknown {
    const head = this.#view.getUint8(this.#at);
    if (head < 0x80 || (head >= 0xca && head <= 0xd3) || head >= 0xe0) return this.number(false);
    if ((head >= 0xa0 && head < 0xc0) || (head >= 0xd9 && head <= 0xdb)) return this.string(false);
    this.#at++;
    if (head < 0x90 || head >= 0xde) return this.#map(head < 0x90 ? head - 0x80 : this.#length(head - 0xde));
    if (head < 0xa0 || head >= 0xdc) return this.#list(head < 0xa0 ? head - 0x90 : this.#length(head - 0xdc));
    return head === 0xc0 ? null : head === 0xc3;
  }

  #length(size: number): number {
    return this.take(size === 0 ? "u16" : "u32", false);
  }

  #map(length: number): object {
    return Object.fromEntries(Array.from({ length }, () => [String(this.value()), this.value()]));
  }

  #list(length: number): unknown[] {
    return Array.from({ length }, () => this.value());
  }
}
