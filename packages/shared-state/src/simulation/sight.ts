import type { Fighter } from "./body.ts";

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The positions at which a shooter saw the others when it fired. Hitscan hits are judged by them. */
export interface Sight {
  /** Returns the position of a body; undefined for a body that did not exist at that time. */
  positionOf(fighter: Fighter): Point | undefined;
}
