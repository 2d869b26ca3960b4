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
    try {
      return globalThis.localStorage.getItem(KEY) ?? "";
    } catch {
      return "";
    }
  },

  /** Who this browser is to its server, as written at the head of the token; undefined for somebody new. */
  id(): string | undefined {
    return TOKEN_ID.exec(this.read())?.[1];
  },

  keep(token: string): void {
    try {
      globalThis.localStorage.setItem(KEY, token);
    } catch {
      // Nothing is remembered, and nothing else is lost.
    }
  },
};
