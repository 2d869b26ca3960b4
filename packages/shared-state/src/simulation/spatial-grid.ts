import { squaredDistance } from "./distance.ts";

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
  /** Those with anything in them: of a large map most are empty. */
  readonly #filled: T[][] = [];

  /** All in u; places outside `width` x `height` count to the nearest cell. */
  constructor(width: number, height: number, cellSize: number) {
    this.#cellSize = cellSize;
    this.#columns = Math.max(1, Math.ceil(width / cellSize));
    this.#rows = Math.max(1, Math.ceil(height / cellSize));
    this.#cells = Array.from({ length: this.#columns * this.#rows }, () => []);
  }

  clear(): void {
    for (const cell of this.#filled) cell.length = 0;
    this.#filled.length = 0;
  }

  insert(item: T): void {
    const cell = this.#cells[this.#row(item.y) * this.#columns + this.#column(item.x)];
    if (cell?.push(item) === 1) this.#filled.push(cell);
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

  /** Square of the distance in u from a place to the nearest of those that `counts`; Infinity where there is none. */
  squaredDistanceToNearest(place: Placed, counts: (item: T) => boolean): number {
    let nearest = Infinity;
    const most = Math.max(this.#columns, this.#rows);
    // What lies beyond a ring of cells is at least as far off as that is thick.
    for (let ring = 0; ring < most && nearest > this.#squaredReach(ring - 1); ring++) {
      this.#eachInRing(this.#column(place.x), this.#row(place.y), ring, (item) => {
        if (counts(item)) nearest = Math.min(nearest, squaredDistance(place, item));
      });
    }
    return nearest;
  }

  /** How far off, in u squared, whatever lies outside of so many rings is at least. */
  #squaredReach(rings: number): number {
    return rings < 0 ? 0 : rings * rings * this.#cellSize * this.#cellSize;
  }

  #eachInRing(column: number, row: number, ring: number, visit: (item: T) => void): void {
    for (let y = Math.max(0, row - ring); y <= Math.min(this.#rows - 1, row + ring); y++) {
      // All of the first and the last row, both ends of those between.
      const stride = Math.abs(y - row) === ring || ring === 0 ? 1 : 2 * ring;
      for (let x = column - ring; x <= column + ring; x += stride) {
        const cell = x < 0 || x >= this.#columns ? undefined : this.#cells[y * this.#columns + x];
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
