import type { Player } from "@fray/shared-state/schema/player";

/** What one client is sent of the bodies in its room, whatever way it is sent. */
export interface View {
  /** Sends a body from now on; one that is sent already stays. */
  add(body: Player): void;
  /** Sends one from now on with all that its owner alone is told. */
  own(body: Player): void;
  /** Sends nothing more of one; the client is told that it is out of sight. */
  remove(body: Player): void;
  /** A body has left the arena, and everybody is told so. */
  forget(body: Player): void;
  /** The client has gone, or come back on a new line, with another view. */
  dispose(): void;
}
