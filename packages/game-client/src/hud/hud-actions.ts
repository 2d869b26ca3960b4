/** Callbacks by which the panels over the arena ask the page for something. */
export interface HudActions {
  /** Returns to the menu. */
  readonly onLeave: () => void;
  /** Joins a new game at once. */
  readonly onRejoin: () => void;
}
