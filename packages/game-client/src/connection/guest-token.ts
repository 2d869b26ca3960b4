import { optional } from "../platform/optional.ts";

const KEY = "fray.guest";
/** A UUID, and behind it the signature that proves it. */
const TOKEN_ID = /^([\da-f-]{36})\./;

/**
 * What a server gave this browser to be known by on its next visit, so that what one does adds up. Storage may be blocked:
 * then every visit is somebody's first.
 */
export const guestToken = {
  /** "" for somebody new. */
  read(): string {
    return optional(() => globalThis.localStorage.getItem(KEY)) ?? "";
  },

  /** Who this browser is to its server, as written at the head of the token; undefined for somebody new. */
  id(): string | undefined {
    return TOKEN_ID.exec(this.read())?.[1];
  },

  keep(token: string): void {
    optional(() => globalThis.localStorage.setItem(KEY, token));
  },
};
