/**
 * Uses an optional part of the browser. Returns undefined where that part is missing, forbidden or broken: the game
 * continues without it. The game needs WebGL and `fetch`; it uses all other parts that a browser may lack
 * or refuse through this function. A promise is returned as it is, but its rejection is not reported as an error of
 * the page.
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
