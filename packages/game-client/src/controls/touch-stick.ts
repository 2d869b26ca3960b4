import type { Point } from "../connection/frame.ts";

/** How far the thumb travels from the middle to all of it, in CSS pixels. */
export const STICK_RADIUS_PX = 56;

/** Of the radius: beyond this the stick that aims fires. */
export const FIRE_FROM = 0.6;

/** A stick that stands wherever its finger came down. Places in CSS pixels. */
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

  /** Where its middle is. */
  get base(): Point {
    return this.#base;
  }

  /** How far the thumb is off the middle, in radii: a vector 0..1 long. */
  get offset(): Point {
    return {
      x: (this.#thumb.x - this.#base.x) / STICK_RADIUS_PX,
      y: (this.#thumb.y - this.#base.y) / STICK_RADIUS_PX,
    };
  }

  /** `finger` is a pointer's id. */
  press(finger: number, place: Point): void {
    this.#finger = finger;
    this.#base = place;
    this.#thumb = place;
  }

  /** A finger that goes beyond the edge takes the stick with it, so that turning back takes no longer than turning off. */
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
