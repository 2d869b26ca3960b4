import { z } from "zod";

import { optional } from "../../platform/optional.ts";

const KEY = "fray.hints";
const Done = z.array(z.string().max(16)).max(64).catch([]);

/** What the player has done once in this browser, so that it needs no hint. A browser can block storage. */
export class HintMemory {
  readonly #done: Set<string>;

  constructor() {
    this.#done = new Set(optional(() => Done.parse(JSON.parse(localStorage.getItem(KEY) ?? "[]"))) ?? []);
  }

  has(hint: string): boolean {
    return this.#done.has(hint);
  }

  add(hint: string): void {
    if (this.#done.has(hint)) return;
    this.#done.add(hint);
    optional(() => localStorage.setItem(KEY, JSON.stringify([...this.#done])));
  }
}
