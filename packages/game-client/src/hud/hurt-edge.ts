const LONG_MS = 420;

/** A red breath at the edges of the screen when the player is hurt. */
export class HurtEdge {
  readonly #edge: HTMLElement;

  constructor(parent: HTMLElement) {
    this.#edge = document.createElement("div");
    this.#edge.className = "hurt-edge";
    parent.append(this.#edge);
  }

  /** `strength` 0..1. */
  flash(strength: number): void {
    for (const running of this.#edge.getAnimations()) running.cancel();
    this.#edge.animate([{ opacity: strength }, { opacity: 0 }], { duration: LONG_MS, easing: "ease-out" });
  }
}
