/** Anything with a place in the world. */
export interface Placed {
  readonly x: number;
  readonly y: number;
}

/**
 * Finds what is near a place without looking at everything: a uniform grid, refilled every tick.
 * Cells keep their arrays between fills, so a steady crowd allocates nothing.
 */
export class SpatialGrid<T extends Placed> {
  readonly #columns: number;
  readonly #rows: number;
  readonly #cellSize: number;
  readonly #cells: T[][];

  /** All in u; places outside `width` x `height` count to the nearest cell. */
  constructor(width: number, height: number, cellSize: number) {
    this.#cellSize = cellSize;
    this.#columns = Math.max(1, Math.ceil(width / cellSize));
    this.#rows = Math.max(1, Math.ceil(height / cellSize));
    this.#cells = Array.from({ length: this.#columns * this.#rows }, () => []);
  }

  clear(): void {
    for (const cell of this.#cells) cell.length = 0;
  }

  insert(item: T): void {
    this.#cells[this.#row(item.y) * this.#columns + this.#column(item.x)]?.push(item);
  }

  /** Calls `visit` for everything in the cells that the rectangle touches: a superset of what lies inside it. */
  query(left: number, top: number, right: number, bottom: number, visit: (item: T) => void): void {
    const lastColumn = this.#column(right);
    const lastRow = this.#row(bottom);
    for (let row = this.#row(top); row <= lastRow; row++) {
      for (let column = this.#column(left); column <= lastColumn; column++) {
        const cell = this.#cells[row * this.#columns + column];
        if (cell) for (const item of cell) visit(item);
      }
    }
  }

  #column(x: number): number {
    return clampIndex(Math.floor(x / this.#cellSize), this.#columns);
  }

  #row(y: number): number {
    return clampIndex(Math.floor(y / this.#cellSize), this.#rows);
  }
}

const clampIndex = (index: number, count: number): number => (index < 0 ? 0 : index >= count ? count - 1 : index);
