import { optional } from "./optional.ts";

const KEY = "fray.reloaded";

/**
 * Whether the page may reload by itself, which it does once: the next page may be of the wrong build too, and must not
 * reload for ever. Without storage it never does.
 */
export const mayReload = (): boolean => optional(() => sessionStorage.getItem(KEY) === null) ?? false;

/** Reloads the page by itself. Does nothing if `mayReload` is false. */
export function reloadOnce(): void {
  if (!mayReload()) return;
  optional(() => sessionStorage.setItem(KEY, "1"));
  // A storage without space would forget that the page has reloaded.
  if (!mayReload()) location.reload();
}

/** The page works: it may reload again when a later build replaces it. */
export const forgetReload = (): void => optional(() => sessionStorage.removeItem(KEY));
