/** What a spectator looks at. */
export interface Camera {
  /** Id of whom it follows, 0 when it is free; undefined as long as its owner has not chosen. */
  followed: number | undefined;
  /** Id of whom it follows while the chosen one is not there; 0 for nobody. */
  substitute: number;
  /** Where it is while it is free, or whom it follows can't be seen, in u. */
  x: number;
  y: number;
}
