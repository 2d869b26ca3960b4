/** What the panels over the arena ask of the page. */
export interface HudActions {
  /** Back to the menu. */
  readonly onLeave: () => void;
  /** Into a new game at once. */
  readonly onRejoin: () => void;
}
