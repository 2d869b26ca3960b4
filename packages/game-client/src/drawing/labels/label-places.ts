interface Taken {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** Finds a place for each name of a frame, so that the names of bodies that stand together can all be read. */
export class LabelPlaces {
  readonly #taken: Taken[] = [];

  /** Begins with a new frame. */
  clear(): void {
    this.#taken.length = 0;
  }

  /**
   * Returns the height at which a label of this size, in u, lies on no other label of the frame: `y`, or as little above
   * it as there is room. Lengths are in u, and places are middles.
   */
  find(x: number, y: number, width: number, height: number): number {
    const left = x - width / 2;
    const right = x + width / 2;
    const beside = this.#taken.filter((other) => left < other.right && other.left < right);
    // From the lowest to the highest, each can only move the label up.
    beside.sort((a, b) => b.y - a.y);
    let free = y;
    for (const other of beside) if (Math.abs(other.y - free) < height) free = other.y - height;
    this.#taken.push({ left, right, y: free });
    return free;
  }
}
