/** A table of numbers with a fixed number of rows, where new rows replace the oldest. It allocates nothing after its creation. */
export class TraceRing {
  /** All rows one after the other. */
  readonly data: Float64Array;
  /** Numbers in a row. */
  readonly width: number;
  readonly #rows: number;
  #written = 0;

  constructor(rows: number, width: number) {
    this.#rows = rows;
    this.width = width;
    this.data = new Float64Array(rows * width);
  }

  /** Begins a row, and returns where it starts in `data`. The caller writes all its numbers. */
  next(): number {
    return (this.#written++ % this.#rows) * this.width;
  }

  clear(): void {
    this.#written = 0;
  }

  /** Returns a copy of the rows, oldest first. */
  copy(): number[][] {
    const { data, width } = this;
    const kept = Math.min(this.#written, this.#rows);
    return Array.from({ length: kept }, (_, index) => {
      const start = ((this.#written - kept + index) % this.#rows) * width;
      return Array.from(data.subarray(start, start + width));
    });
  }
}
