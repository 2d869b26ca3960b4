import { optional } from "../platform/optional.ts";

const KEY = "fray.seat";

/**
 * The reconnection token for a session that the server holds, kept over a reload of the page. It is in the tab's
 * storage only while the page is unloaded: a duplicated tab copies that storage, and would take over the session of
 * the original tab.
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
    // A page that returns from the browser's back/forward cache still has its game.
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

/** Returns undefined where there is no storage or the browser forbids it. A reload then starts a new session. */
const access = <T>(use: (storage: Storage) => T): T | undefined => optional(() => use(globalThis.sessionStorage));

export const heldSession = new HeldSeat();
