const KEY = "fray.guest";

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

  keep(token: string): void {
    try {
      globalThis.localStorage.setItem(KEY, token);
    } catch {
      // Nothing is remembered, and nothing else is lost.
    }
  },
};
