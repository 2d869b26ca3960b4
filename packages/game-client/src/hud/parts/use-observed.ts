import { useEffect, useState } from "preact/hooks";

import type { Observed } from "../../connection/observed.ts";

/** The current value; renders again when it changes. */
export function useObserved<T>(observed: Observed<T>): T {
  const [value, setValue] = useState(observed.value);
  useEffect(() => {
    // The value may have changed between rendering and this effect.
    setValue(observed.value);
    return observed.subscribe(setValue);
  }, [observed]);
  return value;
}
