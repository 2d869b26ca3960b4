const LONG_MS = 420;

/** A red breath at the edges of the screen when the player is hurt. */
export class HurtEdge {
  readonly #edge: HTMLElement;

  constructor(parent: HTMLElement) {
    this.#edge = document.createElement("div");
    this.#edge.className = "hurt-edge";
    this.#edge.hidden = true;
    parent.append(this.#edge);
  }

  /** `strength` 0..1. */
  flash(strength: number): void {
    for (const running of this.#edge.getAnimations()) running.cancel();
    this.#edge.hidden = false;
    const fading = this.#edge.animate([{ opacity: strength }, { opacity: 0 }], {
      duration: LONG_MS,
      easing: "ease-out",
    });
    // Out of the page meanwhile: even unseen, a layer as large as the screen costs software rendering a blend.
    fading.addEventListener("finish", () => (this.#edge.hidden = true));
  }
}
