import type { Point } from "../connection/frame.ts";

/** Distance from the middle at which the stick is fully pushed, in CSS pixels. */
export const STICK_RADIUS_PX = 56;

/** Share of the radius beyond which the aiming stick fires. */
export const FIRE_FROM = 0.6;

/** A stick that is centred where its finger came down. Places are in CSS pixels. */
export class TouchStick {
  #finger: number | undefined;
  #base: Point = { x: 0, y: 0 };
  #thumb: Point = { x: 0, y: 0 };

  get held(): boolean {
    return this.#finger !== undefined;
  }

  isHeldBy(finger: number): boolean {
    return finger === this.#finger;
  }

  /** The stick's centre. */
  get base(): Point {
    return this.#base;
  }

  /** Distance of the thumb from the centre, in radii: a vector of length 0..1. */
  get offset(): Point {
    return {
      x: (this.#thumb.x - this.#base.x) / STICK_RADIUS_PX,
      y: (this.#thumb.y - this.#base.y) / STICK_RADIUS_PX,
    };
  }

  /** `finger` is the id of a pointer. */
  press(finger: number, place: Point): void {
    this.#finger = finger;
    this.#base = place;
    this.#thumb = place;
  }

  /** A finger beyond the edge pulls the stick with it, so that a change of direction takes no longer there. */
  move(finger: number, place: Point): void {
    if (!this.isHeldBy(finger)) return;
    this.#thumb = place;
    const { x, y } = this.offset;
    const beyond = 1 - 1 / Math.max(1, Math.hypot(x, y));
    this.#base = {
      x: this.#base.x + x * beyond * STICK_RADIUS_PX,
      y: this.#base.y + y * beyond * STICK_RADIUS_PX,
    };
  }

  release(finger: number): void {
    if (this.isHeldBy(finger)) this.clear();
  }

  clear(): void {
    this.#finger = undefined;
    this.#thumb = this.#base;
  }
}
