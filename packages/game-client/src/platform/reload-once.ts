import { optional } from "./optional.ts";

const KEY = "fray.reloaded";

/**
 * Whether the page may reload by itself, which it does once: the next page may be of the wrong build too, and must not
 * reload for ever. Without storage it never does.
 */
export const mayReload = (): boolean => optional(() => sessionStorage.getItem(KEY) === null) ?? false;

/** Reloads the page. Call it only if `mayReload`. A page that can't remember that stays as it is. */
export const reloadOnce = (): void =>
  optional(() => {
    sessionStorage.setItem(KEY, "1");
    location.reload();
  });

/** The page works: it may reload again when a later build replaces it. */
export const forgetReload = (): void => optional(() => sessionStorage.removeItem(KEY));
