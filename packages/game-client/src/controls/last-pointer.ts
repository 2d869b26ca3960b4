import type { Point } from "../connection/frame.ts";

/** Where the mouse is on the page, also before there is an arena to aim in. */
class LastPointer {
  #place: Point | undefined;

  /** In CSS pixels of the page; undefined before the first move and while the mouse is outside. */
  get place(): Point | undefined {
    return this.#place;
  }

  /** Follows the mouse for as long as the page is there. */
  follow(): void {
    const see = ({ pointerType, clientX, clientY }: PointerEvent): void => {
      if (pointerType !== "touch") this.#place = { x: clientX, y: clientY };
    };
    addEventListener("pointermove", see, { capture: true });
    addEventListener("pointerdown", see, { capture: true });
    document.addEventListener("pointerleave", () => (this.#place = undefined));
  }
}

export const lastPointer = new LastPointer();
