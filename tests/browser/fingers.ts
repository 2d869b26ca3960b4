import type { CDPSession, Page } from "playwright-core";

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Several fingers on a page that is opened as on a phone. Places are in CSS pixels. */
export class Fingers {
  readonly #session: CDPSession;
  readonly #down = new Map<number, Place>();

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async on(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page));
  }

  /** Puts a finger down. */
  async press(finger: number, place: Place): Promise<void> {
    this.#down.set(finger, place);
    await this.#dispatch("touchStart");
  }

  /** Drags a finger to a place, through places in between, like a real one. */
  async drag(finger: number, to: Place, steps = 6): Promise<void> {
    const from = this.#down.get(finger) ?? to;
    for (let step = 1; step <= steps; step++) {
      const share = step / steps;
      this.#down.set(finger, { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
      await this.#dispatch("touchMove");
    }
  }

  async lift(finger: number): Promise<void> {
    const place = this.#down.get(finger);
    this.#down.delete(finger);
    // The browser lifts the fingers that this event names, and no others.
    if (place) await this.#dispatch("touchEnd", [[finger, place]]);
  }

  async #dispatch(
    type: "touchStart" | "touchMove" | "touchEnd",
    fingers: Iterable<readonly [number, Place]> = this.#down,
  ): Promise<void> {
    const touchPoints = Array.from(fingers, ([id, { x, y }]) => ({ id, x, y }));
    await this.#session.send("Input.dispatchTouchEvent", { type, touchPoints });
  }
}
