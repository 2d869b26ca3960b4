import type { Ray, Wall } from "./wall.ts";

/** Side of a cell in u: a handful of walls each on a typical map. */
const CELL_U = 4;
const NO_WALLS: readonly Wall[] = [];

interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * A ray, and how far along it walls still matter. It is one object because fractional numbers that are passed between
 * functions are allocated on the heap each time.
 */
export interface Reaching extends Ray {
  reach: number;
}

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
    for (const wall of walls) this.#insert(wall);
  }

  /** Walls whose cells a circle touches. The array is reused: read it before the next call. */
  near({ x, y }: Place, radius: number): readonly Wall[] {
    const firstColumn = clampIndex(Math.floor((x - radius) / CELL_U), this.#columns);
    const lastColumn = clampIndex(Math.floor((x + radius) / CELL_U), this.#columns);
    const firstRow = clampIndex(Math.floor((y - radius) / CELL_U), this.#rows);
    const lastRow = clampIndex(Math.floor((y + radius) / CELL_U), this.#rows);
    if (firstColumn === lastColumn && firstRow === lastRow) return this.#cell(firstColumn, firstRow);
    let count = 0;
    for (let row = firstRow; row <= lastRow; row++) {
      for (let column = firstColumn; column <= lastColumn; column++) {
        for (const wall of this.#cell(column, row)) if (!isAmong(this.#found, count, wall)) this.#found[count++] = wall;
      }
    }
    // JavaScript frees the memory of an emptied array and allocates it again at the next push.
    if (count === 0) return NO_WALLS;
    this.#found.length = count;
    return this.#found;
  }

  /**
   * Visits the walls of each cell along a ray, nearest cell first. `visit` may shorten the ray's reach; the search
   * stops when that ends before the next cell. A wall may be visited once per cell.
   */
  along(ray: Reaching, visit: (wall: Wall) => void): void {
    const { x, y, directionX, directionY } = ray;
    // Amanatides & Woo, "A Fast Voxel Traversal Algorithm for Ray Tracing" (1987).
    let column = clampIndex(Math.floor(x / CELL_U), this.#columns);
    let row = clampIndex(Math.floor(y / CELL_U), this.#rows);
    const stepX = directionX > 0 ? 1 : -1;
    const stepY = directionY > 0 ? 1 : -1;
    const perColumn = directionX === 0 ? Infinity : Math.abs(CELL_U / directionX);
    const perRow = directionY === 0 ? Infinity : Math.abs(CELL_U / directionY);
    let nextColumn = directionX === 0 ? Infinity : ((column + (stepX > 0 ? 1 : 0)) * CELL_U - x) / directionX;
    let nextRow = directionY === 0 ? Infinity : ((row + (stepY > 0 ? 1 : 0)) * CELL_U - y) / directionY;
    for (let entered = 0; entered <= ray.reach;) {
      const cell = this.#cells[row * this.#columns + column];
      if (!cell) return;
      for (const wall of cell) visit(wall);
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

  #insert(wall: Wall): void {
    const lastColumn = clampIndex(Math.floor(wall.right / CELL_U), this.#columns);
    const lastRow = clampIndex(Math.floor(wall.bottom / CELL_U), this.#rows);
    for (let row = clampIndex(Math.floor(wall.top / CELL_U), this.#rows); row <= lastRow; row++) {
      for (let column = clampIndex(Math.floor(wall.left / CELL_U), this.#columns); column <= lastColumn; column++) {
        this.#cell(column, row).push(wall);
      }
    }
  }

  #cell(column: number, row: number): Wall[] {
    const cell = this.#cells[row * this.#columns + column];
    if (!cell) throw new Error("a cell outside of the grid");
    return cell;
  }
}

/** Whether a wall is one of the first `count`. */
function isAmong(walls: readonly Wall[], count: number, wall: Wall): boolean {
  for (let index = 0; index < count; index++) if (walls[index] === wall) return true;
  return false;
}

const clampIndex = (index: number, count: number): number => (index < 0 ? 0 : index >= count ? count - 1 : index);
