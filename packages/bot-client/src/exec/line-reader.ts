const NEWLINE = 10;

/** A line that was longer than allowed. */
export const TOO_LONG = Symbol("too long");

/** Cuts a program's output into lines, and stores no more of it than the longest allowed line. */
export class LineReader {
  readonly #maxBytes: number;
  #rest: Buffer = Buffer.alloc(0);
  #isTooLong = false;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /**
   * Returns the lines that a chunk completes, at most `limit`. The rest of them is thrown away, and `isCut` reports
   * that.
   */
  read(chunk: Buffer, limit: number): { lines: (string | typeof TOO_LONG)[]; isCut: boolean } {
    const lines: (string | typeof TOO_LONG)[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      if (lines.length === limit) {
        this.#rest = Buffer.alloc(0);
        this.#isTooLong = false;
        this.#keep(chunk.subarray(chunk.lastIndexOf(NEWLINE) + 1));
        return { lines, isCut: true };
      }
      lines.push(this.#complete(chunk.subarray(start, end)));
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
    return { lines, isCut: false };
  }

  #complete(end: Buffer): string | typeof TOO_LONG {
    this.#keep(end);
    const line = this.#isTooLong ? TOO_LONG : this.#rest.toString("utf8");
    this.#rest = Buffer.alloc(0);
    this.#isTooLong = false;
    return line;
  }

  #keep(bytes: Buffer): void {
    if (bytes.length === 0 || this.#isTooLong) return;
    this.#isTooLong = this.#rest.length + bytes.length > this.#maxBytes;
    // Makes a copy: a slice would keep the whole chunk in memory.
    this.#rest = this.#isTooLong ? Buffer.alloc(0) : Buffer.concat([this.#rest, bytes]);
  }
}
