import type { Arena } from "../arena/arena.ts";

/**
 * The arena, and the length of a step in s. It is passed as one object: a fractional number that is passed between
 * functions is allocated on the heap each time.
 */
export interface Surroundings {
  readonly dt: number;
  readonly arena: Arena;
}
