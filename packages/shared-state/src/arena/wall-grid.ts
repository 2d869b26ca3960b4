import type { Wall } from "./wall.ts";

/** Side of a cell in u: a handful of walls each on a typical map. */
const CELL_U = 4;

/** Broad phase over walls that never move: each cell lists the walls that touch it. */
export class WallGrid {
  readonly #columns: number;
  readonly #rows: number;
  readonly #cells: Wall[][];
  readonly #found: Wall[] = [];

  constructor(width: number, height: number, walls: readonly Wall[]) {
    this.#columns = Math.max(1, Math.ceil(width / CELL_U));
    this.#rows = Math.max(1, Math.ceil(height / CELL_U));
    this.#cells = Array.from({ length: this.#columns * this.#rows }, () => []);
    for (const wall of walls) {
      this.#eachCell(wall.left, wall.top, wall.right, wall.bottom, (cell) => cell.push(wall));
    }
  }

  /** Walls whose cells a circle touches. The array is reused: read it before the next call. */
  near(x: number, y: number, radius: number): readonly Wall[] {
    this.#found.length = 0;
    this.#eachCell(x - radius, y - radius, x + radius, y + radius, (cell) => {
      for (const wall of cell) if (!this.#found.includes(wall)) this.#found.push(wall);
    });
    return this.#found;
  }

  /**
   * Visits the walls of each cell along a ray, nearest cell first, until what `visit` returns (the distance that
   * still matters) ends before the next cell. A wall may be visited once per cell.
   */
  along(
    x: number,
    y: number,
    directionX: number,
    directionY: number,
    range: number,
    visit: (wall: Wall) => number,
  ): void {
    // Amanatides & Woo, "A Fast Voxel Traversal Algorithm for Ray Tracing" (1987).
    let column = clampIndex(Math.floor(x / CELL_U), this.#columns);
    let row = clampIndex(Math.floor(y / CELL_U), this.#rows);
    const stepX = directionX > 0 ? 1 : -1;
    const stepY = directionY > 0 ? 1 : -1;
    const perColumn = directionX === 0 ? Infinity : Math.abs(CELL_U / directionX);
    const perRow = directionY === 0 ? Infinity : Math.abs(CELL_U / directionY);
    let nextColumn = directionX === 0 ? Infinity : ((column + (stepX > 0 ? 1 : 0)) * CELL_U - x) / directionX;
    let nextRow = directionY === 0 ? Infinity : ((row + (stepY > 0 ? 1 : 0)) * CELL_U - y) / directionY;
    let remaining = range;
    for (let entered = 0; entered <= remaining;) {
      const cell = this.#cells[row * this.#columns + column];
      if (!cell) return;
      for (const wall of cell) remaining = Math.min(remaining, visit(wall));
      if (nextColumn < nextRow) {
        column += stepX;
        entered = nextColumn;
        nextColumn += perColumn;
      } else {
        row += stepY;
        entered = nextRow;
        nextRow += perRow;
      }
      if (column < 0 || row < 0 || column >= this.#columns || row >= this.#rows) return;
    }
  }

  #eachCell(left: number, top: number, right: number, bottom: number, visit: (cell: Wall[]) => void): void {
    const lastColumn = clampIndex(Math.floor(right / CELL_U), this.#columns);
    const lastRow = clampIndex(Math.floor(bottom / CELL_U), this.#rows);
    for (let row = clampIndex(Math.floor(top / CELL_U), this.#rows); row <= lastRow; row++) {
      for (let column = clampIndex(Math.floor(left / CELL_U), this.#columns); column <= lastColumn; column++) {
        const cell = this.#cells[row * this.#columns + column];
        if (cell) visit(cell);
      }
    }
  }
}

const clampIndex = (index: number, count: number): number => (index < 0 ? 0 : index >= count ? count - 1 : index);
