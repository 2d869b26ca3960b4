import { optional } from "../platform/optional.ts";

const KEY = "fray.seat";

/**
 * The way back into a seat that the server holds, kept over a reload of the page. It is in the tab's storage only while
 * the page is gone: a duplicated tab copies that storage, and would take the seat away from the tab it came from.
 */
class HeldSeat {
  #token: string | undefined;

  constructor() {
    this.#token = access((storage) => storage.getItem(KEY)) ?? undefined;
    access((storage) => storage.removeItem(KEY));
    globalThis.addEventListener?.("pagehide", () => {
      const token = this.#token;
      if (token !== undefined) access((storage) => storage.setItem(KEY, token));
    });
    // Back from the browser's cache of pages the game goes on by itself.
    globalThis.addEventListener?.("pageshow", () => access((storage) => storage.removeItem(KEY)));
  }

  get token(): string | undefined {
    return this.#token;
  }

  remember(token: string): void {
    this.#token = token;
  }

  forget(): void {
    this.#token = undefined;
  }
}

/** Undefined where there is no storage or the browser forbids it: then a reload is a new start. */
const access = <T>(use: (storage: Storage) => T): T | undefined => optional(() => use(globalThis.sessionStorage));

export const heldSeat = new HeldSeat();
