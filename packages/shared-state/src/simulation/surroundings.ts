import type { Arena } from "../arena/arena.ts";

/**
 * Where a body takes a step, and how long that is in s. A world has both; it is handed on as a whole because a fraction that
 * goes from one function to another is an object on the heap each time.
 */
export interface Surroundings {
  readonly dt: number;
  readonly arena: Arena;
}
