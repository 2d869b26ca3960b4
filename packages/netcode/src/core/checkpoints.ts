/**
 * Bodies as they were before their provisional steps, by the number that each is known by. When an input is late, a provisional
 * step moves the body for everybody to see; the next real step takes that back first. So a client that predicts its body from its
 * inputs is right, however late they come.
 */
export class Checkpoints<Body extends object> extends Map<number, Body> {
  /** Call it before each provisional step: `before` is a copy of the body, of all that its inputs decide. */
  keep(id: number, before: Body): void {
    if (!this.has(id)) this.set(id, before);
  }

  /** Call it before each real step: takes a body back to where its real steps have led. */
  restore(id: number, body: Body): void {
    const checkpoint = this.get(id);
    if (!checkpoint) return;
    Object.assign(body, checkpoint);
    this.delete(id);
  }
}
