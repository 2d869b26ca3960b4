/** The camera of a spectator. */
export interface Camera {
  /** Id of the chosen camera target; 0 when the camera is free; undefined until the spectator has chosen. */
  followed: number | undefined;
  /** Id of the body that the camera follows while the chosen body is absent; 0 for none. */
  substitute: number;
  /** Position in u while the camera is free or its target is not visible. */
  x: number;
  y: number;
}
