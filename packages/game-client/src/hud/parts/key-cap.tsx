import { keyLabel } from "./key-label.ts";

/** A key as it is printed; nothing for an action that has none. */
export function KeyCap({ code }: { readonly code: string | undefined }) {
  return code === undefined ? null : <kbd class="key">{keyLabel(code)}</kbd>;
}
