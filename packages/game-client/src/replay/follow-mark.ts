import type { Point } from "../connection/frame.ts";

/** Wider than the ring of a body's health, in u. */
const RADIUS_U = 0.95;

/** A ring around the followed fighter, so that a viewer finds it among others. */
export class FollowMark {
  readonly #ring = document.createElement("i");

  constructor(parent: HTMLElement) {
    this.#ring.className = "follow-mark";
    this.#ring.hidden = true;
    parent.append(this.#ring);
  }

  /** Draws the ring around a place of the arena; undefined hides it. */
  draw(at: Point | undefined, arena: { toPage(x: number, y: number): Point }): void {
    this.#ring.hidden = at === undefined;
    if (!at) return;
    const { x, y } = arena.toPage(at.x, at.y);
    const radius = arena.toPage(at.x + RADIUS_U, at.y).x - x;
    this.#ring.style.setProperty("--radius", `${radius.toFixed(1)}px`);
    this.#ring.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
  }

  dispose(): void {
    this.#ring.remove();
  }
}
