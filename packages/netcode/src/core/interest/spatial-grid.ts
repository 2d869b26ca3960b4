import { squaredDistance } from "../geometry/distance.ts";

/** An object with a position in the world. */
export interface Placed {
  readonly x: number;
  readonly y: number;
}

/** A rectangle in u. It is one object because fractional arguments are allocated on the heap in each call. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const NONE = -1;
const FIRST_CAPACITY = 64;
/** Emptying one cell takes as long as filling this many at once. */
const FEW = 8;

/**
 * Finds objects near a place without a search through all of them: a uniform grid that is refilled every tick. The
 * items of a cell are a linked list of indices, so a steady number of items allocates nothing. An emptied array would
 * allocate again.
 */
export class SpatialGrid<T extends Placed> {
  readonly #columns: number;
  readonly #rows: number;
  readonly #cellSize: number;
  /** The index of the first and of the last item of each cell. */
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  /** The index of the next item in the same cell, and the cell, for each item. */
  #next = new Int32Array(FIRST_CAPACITY);
  #cells = new Int32Array(FIRST_CAPACITY);
  readonly #items: T[] = [];
  #count = 0;
  /** Reused by every search around a place. */
  readonly #box = { left: 0, top: 0, right: 0, bottom: 0 };

  /** All lengths are in u. Places outside of `width` x `height` belong to the nearest cell. */
  constructor(width: number, height: number, cellSize: number) {
    this.#cellSize = cellSize;
    this.#columns = Math.max(1, Math.ceil(width / cellSize));
    this.#rows = Math.max(1, Math.ceil(height / cellSize));
    this.#first = new Int32Array(this.#columns * this.#rows).fill(NONE);
    this.#last = new Int32Array(this.#columns * this.#rows);
  }

  clear(): void {
    // A grid has many more cells than items in a small room.
    if (this.#count * FEW < this.#first.length) {
      for (let index = 0; index < this.#count; index++) this.#first[this.#cells[index] ?? 0] = NONE;
    } else {
      this.#first.fill(NONE);
    }
    this.#count = 0;
  }

  insert(item: T): void {
    const index = this.#count++;
    if (index === this.#next.length) this.#grow();
    this.#items[index] = item;
    this.#next[index] = NONE;
    const cell = this.#row(item.y) * this.#columns + this.#column(item.x);
    this.#cells[index] = cell;
    if (this.#first[cell] === NONE) this.#first[cell] = index;
    else this.#next[this.#last[cell] ?? 0] = index;
    this.#last[cell] = index;
  }

  /**
   * Calls `visit` for every item in the cells that the rectangle touches. This is a superset of the items inside the
   * rectangle.
   */
  query({ left, top, right, bottom }: Box, visit: (item: T) => void): void {
    const firstColumn = this.#column(left);
    const lastColumn = this.#column(right);
    const lastRow = this.#row(bottom);
    for (let row = this.#row(top); row <= lastRow; row++) {
      for (let column = firstColumn; column <= lastColumn; column++) this.#eachInCell(column, row, visit);
    }
  }

  /** Calls `visit` for every item in the cells within `reach` u of a place in each direction. */
  queryAround({ x, y }: Placed, reach: Placed, visit: (item: T) => void): void {
    const box = this.#box;
    box.left = x - reach.x;
    box.top = y - reach.y;
    box.right = x + reach.x;
    box.bottom = y + reach.y;
    this.query(box, visit);
  }

  /** Returns the squared distance in u from a place to the nearest item that `counts`, or Infinity if there is none. */
  squaredDistanceToNearest(place: Placed, counts: (item: T) => boolean): number {
    const search = this.#search;
    search.place = place;
    search.counts = counts;
    search.nearest = Infinity;
    const column = this.#column(place.x);
    const row = this.#row(place.y);
    const most = Math.max(this.#columns, this.#rows);
    // Items outside of a ring of cells are at least as far away as the ring is thick.
    for (let ring = 0; ring < most && search.nearest > this.#squaredReach(ring - 1); ring++) {
      this.#eachInRing(column, row, ring, this.#compare);
    }
    return search.nearest;
  }

  /** The search for the nearest item. It is reused, so that a search leaves no garbage. */
  readonly #search: { place: Placed; counts: (item: T) => boolean; nearest: number } = {
    place: { x: 0, y: 0 },
    counts: () => false,
    nearest: Infinity,
  };

  readonly #compare = (item: T): void => {
    const { counts, place, nearest } = this.#search;
    if (!counts(item)) return;
    const distance = squaredDistance(place, item);
    if (distance < nearest) this.#search.nearest = distance;
  };

  /** Returns the smallest squared distance in u of items outside of `rings` rings. */
  #squaredReach(rings: number): number {
    return rings < 0 ? 0 : rings * rings * this.#cellSize * this.#cellSize;
  }

  #eachInRing(column: number, row: number, ring: number, visit: (item: T) => void): void {
    for (let y = Math.max(0, row - ring); y <= Math.min(this.#rows - 1, row + ring); y++) {
      // The first and the last row of a ring are complete. Other rows have only their two ends.
      const stride = Math.abs(y - row) === ring || ring === 0 ? 1 : 2 * ring;
      for (let x = column - ring; x <= column + ring; x += stride) {
        if (x >= 0 && x < this.#columns) this.#eachInCell(x, y, visit);
      }
    }
  }

  /** Items are visited in the order in which they were added. */
  #eachInCell(column: number, row: number, visit: (item: T) => void): void {
    for (
      let index = this.#first[row * this.#columns + column] ?? NONE;
      index !== NONE;
      index = this.#next[index] ?? NONE
    ) {
      const item = this.#items[index];
      if (item) visit(item);
    }
  }

  #grow(): void {
    this.#next = doubled(this.#next);
    this.#cells = doubled(this.#cells);
  }

  #column(x: number): number {
    return clampIndex(Math.floor(x / this.#cellSize), this.#columns);
  }

  #row(y: number): number {
    return clampIndex(Math.floor(y / this.#cellSize), this.#rows);
  }
}

function doubled(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(list.length * 2);
  longer.set(list);
  return longer;
}

const clampIndex = (index: number, count: number): number => (index < 0 ? 0 : index >= count ? count - 1 : index);
