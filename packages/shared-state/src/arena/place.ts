/** A place on a map, in u from its top left. */
export interface Place {
  readonly x: number;
  readonly y: number;
}
