import { useCallback, useEffect, useState } from "preact/hooks";

export type Loaded<T> =
  | { readonly state: "loading" }
  | { readonly state: "loaded"; readonly value: T }
  | { readonly state: "failed" };

/**
 * The result of `load`, and a function that loads again. Loads again whenever `load` is another function, so memoize
 * it. Ignores results of earlier loads and results that arrive after the component is gone.
 */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>): readonly [Loaded<T>, retry: () => void] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: "loading" });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const asking = new AbortController();
    const show = (now: Loaded<T>): void => {
      if (!asking.signal.aborted) setLoaded(now);
    };
    show({ state: "loading" });
    load(asking.signal).then(
      (value) => show({ state: "loaded", value }),
      () => show({ state: "failed" }),
    );
    return () => asking.abort();
  }, [load, attempt]);
  return [loaded, useCallback(() => setAttempt((count) => count + 1), [])];
}
