/** Callbacks by which the panels over the arena ask the page for something. */
export interface HudActions {
  /** Returns to the menu. */
  readonly onLeave: () => void;
  /** Leaves the game, and plays in any room. */
  readonly onPlay: () => void;
  /** Joins a new game at once. */
  readonly onRejoin: () => void;
}
