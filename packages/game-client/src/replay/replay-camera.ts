import type { Arena } from "@fray/shared-state/arena/arena";
import type { Input } from "@fray/shared-state/schema/input-frame";

import type { BodyView, Point } from "../connection/frame.ts";
import { FREE_SPEED_U_PER_S, type CameraTarget } from "../connection/watching.ts";

/** After a longer pause than this the camera stays where it is instead of catching up. */
const MAX_STEP_MS = 100;

/** A camera that follows a fighter, or moves freely by keys, sticks and dragging. */
export class ReplayCamera {
  #at: Point | undefined;
  #movedAt = 0;
  #dragged = { x: 0, y: 0 };

  /** Moves the camera by so many u, as the free camera. */
  drag(by: Point): void {
    this.#dragged = { x: this.#dragged.x + by.x, y: this.#dragged.y + by.y };
  }

  /** Looks at the followed body; stays where it is while that is dead or not there. */
  follow(body: BodyView | undefined, arena: Arena): CameraTarget {
    this.#dragged = { x: 0, y: 0 };
    if (body?.alive) this.#at = { x: body.x, y: body.y };
    return { focus: this.#from(arena), watched: body };
  }

  /** Moves freely by the input, at the time `now` in ms. */
  roam(now: number, input: Input, arena: Arena): CameraTarget {
    const elapsed = Math.min(MAX_STEP_MS, Math.max(0, now - this.#movedAt));
    this.#movedAt = now;
    const step = (FREE_SPEED_U_PER_S * elapsed) / 1000 / Math.max(1, Math.hypot(input.moveX, input.moveY));
    const from = this.#from(arena);
    this.#at = {
      x: clamp(from.x + input.moveX * step + this.#dragged.x, arena.width),
      y: clamp(from.y + input.moveY * step + this.#dragged.y, arena.height),
    };
    this.#dragged = { x: 0, y: 0 };
    return { focus: this.#at, watched: undefined };
  }

  #from(arena: Arena): Point {
    return this.#at ?? { x: arena.width / 2, y: arena.height / 2 };
  }
}

const clamp = (value: number, high: number): number => Math.min(high, Math.max(0, value));
