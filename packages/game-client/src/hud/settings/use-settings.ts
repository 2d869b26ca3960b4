import { useEffect, useState } from "preact/hooks";

import { settings, type Settings } from "../../settings/settings.ts";

/** Returns the current settings. The component renders again when a setting changes. */
export function useSettings(): Settings {
  const [values, setValues] = useState(settings.values);
  useEffect(() => settings.subscribe(setValues), []);
  return values;
}
