import type { Fighter } from "./body.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a shooter saw the others when it fired: what a hit that strikes at once is judged by. */
export interface Sight {
  /** Undefined for a body that was not there to be seen. */
  positionOf(fighter: Fighter): Point | undefined;
}
