/**
 * Uses an optional part of the browser. Undefined where that part is missing, forbidden or broken: the game goes on without it.
 * The game needs WebGL, WebSocket and `fetch`; everything else that a browser may lack or refuse is used through here.
 * A promise is returned as it is, but its rejection is no error of the page.
 */
export function optional<T>(use: () => T): T | undefined {
  try {
    const result = use();
    if (result instanceof Promise) result.catch(() => undefined);
    return result;
  } catch {
    return undefined;
  }
}
