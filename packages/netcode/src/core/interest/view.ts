/** The bodies that one client receives, independent of the encoding. */
export interface View<Body> {
  /** Starts sending a body. A body that is sent already stays. */
  add(body: Body): void;
  /** Starts sending a body with the fields that only its owner receives. */
  own(body: Body): void;
  /** Stops sending a body. The client is informed that it is out of sight. */
  remove(body: Body): void;
  /** Removes a body that has left the world. All clients are informed. */
  forget(body: Body): void;
  /** Releases the view. Call this when the client has left, or has a new connection with another view. */
  dispose(): void;
}
