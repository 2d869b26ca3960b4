/** Time constant of the smoothing. After twice this time, 14 % of a correction remain. */
const TIME_CONSTANT_MS = 80;

export interface ErrorSmoothingOptions {
  /** A correction never moves the drawn body faster than this. Use the speed of the body itself. */
  readonly maxSpeedPerS: number;
  /** A larger error is not smoothed: the body jumps. In units of the world. */
  readonly snapDistance: number;
}

/** The offset between the predicted body and where it is drawn. Each correction adds to it, and it fades over time. */
export class ErrorSmoothing {
  x = 0;
  y = 0;
  readonly #options: ErrorSmoothingOptions;
  #at: number | undefined;

  constructor(options: ErrorSmoothingOptions) {
    this.#options = options;
  }

  /** Adds a correction by `dx`, `dy`. The drawn body does not move in this frame. */
  absorb(dx: number, dy: number): void {
    this.x -= dx;
    this.y -= dy;
    if (Math.hypot(this.x, this.y) > this.#options.snapDistance) this.clear();
  }

  clear(): void {
    this.x = 0;
    this.y = 0;
  }

  /** Advances to local time `now` in ms. Call it once a frame. */
  advance(now: number): void {
    const elapsed = now - (this.#at ?? now);
    this.#at = now;
    const left = Math.hypot(this.x, this.y);
    if (left === 0 || elapsed <= 0) return;
    const eased = left * (1 - Math.exp(-elapsed / TIME_CONSTANT_MS));
    const share = 1 - Math.min(eased, (this.#options.maxSpeedPerS * elapsed) / 1000) / left;
    this.x *= share;
    this.y *= share;
  }
}
