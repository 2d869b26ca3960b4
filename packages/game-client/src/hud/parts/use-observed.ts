import { useEffect, useState } from "preact/hooks";

import type { Observed } from "../../connection/observed.ts";

/** What a value is now; renders anew when it changes. */
export function useObserved<T>(observed: Observed<T>): T {
  const [value, setValue] = useState(observed.value);
  useEffect(() => {
    // It may have changed between rendering and now.
    setValue(observed.value);
    return observed.subscribe(setValue);
  }, [observed]);
  return value;
}
