/**
 * Stores bodies as they were before their provisional steps, by body id. When an input is late, a provisional step
 * moves the body that everyone sees. The next real step undoes it first. So a client that predicts its body from its
 * inputs is right, however late they arrive.
 */
export class Checkpoints<Body extends object> extends Map<number, Body> {
  /** Stores a body. Call this before each provisional step. `before` is a copy of all fields that the inputs decide. */
  keep(id: number, before: Body): void {
    if (!this.has(id)) this.set(id, before);
  }

  /** Restores a body to the state after its last real step. Call this before each real step. */
  restore(id: number, body: Body): void {
    const checkpoint = this.get(id);
    if (!checkpoint) return;
    Object.assign(body, checkpoint);
    this.delete(id);
  }
}
