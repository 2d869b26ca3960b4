import { optional } from "../platform/optional.ts";

const KEY = "fray.guest";
/** Matches a UUID and the dot before the signature that proves it. */
const TOKEN_ID = /^([\da-f-]{36})\./;

/**
 * The signed token by which a server recognises this browser on its next visit, so that statistics add up. Without
 * storage (a browser can block it) every visit is a new guest.
 */
export const guestToken = {
  /** The stored token; "" for a new guest. */
  read(): string {
    return optional(() => globalThis.localStorage.getItem(KEY)) ?? "";
  },

  /** The guest id at the start of the token; undefined for a new guest. */
  id(): string | undefined {
    return TOKEN_ID.exec(this.read())?.[1];
  },

  keep(token: string): void {
    optional(() => globalThis.localStorage.setItem(KEY, token));
  },
};
