/** What one client is sent of the bodies in its room, whatever way it is sent. */
export interface View<Body> {
  /** Sends a body from now on; one that is sent already stays. */
  add(body: Body): void;
  /** Sends a body from now on, with the fields that only its owner receives. */
  own(body: Body): void;
  /** Sends nothing more of a body; the client is told that it is out of sight. */
  remove(body: Body): void;
  /** A body has left the world, and everybody is told so. */
  forget(body: Body): void;
  /** The client has left, or is back on a new connection, with another view. */
  dispose(): void;
}
