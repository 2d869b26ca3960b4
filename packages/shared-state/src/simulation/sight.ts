import type { Fighter } from "./body.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The positions at which a shooter saw the others when it fired. Hitscan hits are judged by them. */
export interface Sight {
  /** Undefined for a body that did not exist then. */
  positionOf(fighter: Fighter): Point | undefined;
}
