import type { Runtime } from "../../core/runtime.ts";

export interface WindowLimit {
  /** Uses that one key has in a window. */
  readonly uses: number;
  readonly windowMs: number;
}

interface Window {
  readonly since: number;
  used: number;
}

/**
 * Limits the uses per key, such as an address, in windows of a fixed length. The first use of a key begins its window,
 * and refused uses do not extend it.
 */
export class KeyedWindows {
  readonly #limit: WindowLimit;
  readonly #runtime: Pick<Runtime, "now">;
  readonly #windows = new Map<string, Window>();
  #sweptAt: number;

  constructor(limit: WindowLimit, runtime: Pick<Runtime, "now">) {
    this.#limit = limit;
    this.#runtime = runtime;
    this.#sweptAt = runtime.now();
  }

  /** Spends one use of a key. Returns false when it has none left. */
  take(key: string): boolean {
    const window = this.#open(key) ?? this.#begin(key);
    window.used++;
    return window.used <= this.#limit.uses;
  }

  /** Credits one use to a key. */
  giveBack(key: string): void {
    const window = this.#open(key);
    if (window) window.used--;
  }

  #open(key: string): Window | undefined {
    const window = this.#windows.get(key);
    return window && this.#isOpen(window) ? window : undefined;
  }

  #begin(key: string): Window {
    this.#sweep();
    const window = { since: this.#runtime.now(), used: 0 };
    this.#windows.set(key, window);
    return window;
  }

  /** Forgets windows that are over, once per window length, so that old keys take no memory. */
  #sweep(): void {
    const now = this.#runtime.now();
    if (now - this.#sweptAt < this.#limit.windowMs) return;
    this.#sweptAt = now;
    for (const [key, window] of this.#windows) if (!this.#isOpen(window)) this.#windows.delete(key);
  }

  #isOpen({ since }: Window): boolean {
    return this.#runtime.now() - since < this.#limit.windowMs;
  }
}
